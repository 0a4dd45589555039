"""
The words of Cin7 Core's pages in German.
"""

from collections.abc import Mapping

_MENU_AND_TABS = {
    "API": "API",
    "Carriers": "Versanddienstleister",
    "Credit note": "Gutschrift",
    "Customers": "Kunden",
    "Integrations": "Integrationen",
    "Locations": "Standorte",
    "Invoice": "Rechnung",
    "Order": "Auftrag",
    "Organisations": "Organisationen",
    "Pack": "Verpacken",
    "Payments": "Zahlungen",
    "Pick": "Kommissionieren",
    "Products": "Produkte",
    "Sales": "Verkäufe",
    "Settings": "Einstellungen",
    "ShipStation": "ShipStation",
    "Ship": "Versenden",
    "Stock": "Bestand",
    "Users": "Benutzer",
}

_BUTTONS = {
    "Create customer": "Kunden anlegen",
    "Create product": "Produkt anlegen",
    "Save address": "Adresse speichern",
    "Activate {user}": "{user} aktivieren",
    "Add fulfilment": "Auftragserfüllung hinzufügen",
    "Add payment": "Zahlung hinzufügen",
    "Authorise": "Autorisieren",
    "Auto pick": "Automatisch kommissionieren",
    "Create sale": "Verkauf anlegen",
    "Deactivate {user}": "{user} deaktivieren",
    "Delete": "Löschen",
    "Invite": "Einladen",
    "New sale": "Neuer Verkauf",
    "Next page": "Nächste Seite",
    "Previous page": "Vorige Seite",
    "Remove {user}": "{user} entfernen",
    "Resend to ShipStation": "Erneut an ShipStation senden",
    "Save count": "Zählung speichern",
    "Save permissions": "Berechtigungen speichern",
    "Save tracking numbers": "Sendungsnummern speichern",
    "Search": "Suchen",
    "Switch to {company}": "Zu {company} wechseln",
    "Undo fulfilment {number}": "Auftragserfüllung {number} zurücknehmen",
    "Undo invoice": "Rechnung zurücknehmen",
    "Undo sale": "Verkauf zurücknehmen",
    "Void fulfilment {number}": "Auftragserfüllung {number} stornieren",
    "Void invoice": "Rechnung stornieren",
    "Void sale": "Verkauf stornieren",
}

_LABELS = {
    "Account": "Konto",
    "Action": "Aktion",
    "Active": "Aktiv",
    "Address line 1": "Adresszeile 1",
    "Address line 2": "Adresszeile 2",
    "Advanced sale": "Erweiterter Verkauf",
    "All": "Alle",
    "Allocated": "Reserviert",
    "Also in: {organisations}": "Auch in: {organisations}",
    "Amount": "Betrag",
    "Available": "Verfügbar",
    "Backorder": "Rückstand",
    "Batch or serial number": "Charge oder Seriennummer",
    "Bin": "Lagerfach",
    "Box": "Karton",
    "Carrier": "Versanddienstleister",
    "Channel": "Kanal",
    "City": "Ort",
    "Contact": "Ansprechpartner",
    "Country": "Land",
    "Currency": "Währung",
    "Customer": "Kunde",
    "Date": "Datum",
    "Discount %": "Rabatt %",
    "Due": "Fällig",
    "Account ID": "Konto-ID",
    "Address": "Adresse",
    "Address of a location": "Adresse eines Standorts",
    "Application key": "Anwendungsschlüssel",
    "E-mail": "E-Mail",
    "Name of the customer": "Name des Kunden",
    "New customer": "Neuer Kunde",
    "New product": "Neues Produkt",
    "Payment terms": "Zahlungsbedingungen",
    "Phone": "Telefon",
    "Tax rule": "Steuerregel",
    "Weight in kg": "Gewicht in kg",
    "Fulfilment": "Auftragserfüllung",
    "Goods come back into stock": "Ware kommt in den Bestand zurück",
    "Inactive": "Inaktiv",
    "Invite a user": "Benutzer einladen",
    "Invoice date": "Rechnungsdatum",
    "Invoiced": "In Rechnung gestellt",
    "Invoice what was ordered": "Bestelltes in Rechnung stellen",
    "Location": "Standort",
    "Name": "Name",
    "New credit note": "Neue Gutschrift",
    "No": "Nein",
    "Not now": "Jetzt nicht",
    "Number, customer or reference": "Nummer, Kunde oder Referenz",
    "On hand": "Vorhanden",
    "Order#": "Auftragsnr.",
    "Packing": "Verpackung",
    "Page {number} of {pages}": "Seite {number} von {pages}",
    "Pages": "Seiten",
    "Permissions": "Berechtigungen",
    "Pick, pack and ship by itself": "Von selbst kommissionieren, verpacken, versenden",
    "Picking": "Kommissionierung",
    "Postcode": "Postleitzahl",
    "Price": "Preis",
    "Product": "Produkt",
    "Quantity": "Menge",
    "Reference": "Referenz",
    "SKU": "SKU",
    "SKU of the product": "SKU des Produkts",
    "Sale > Sale Task - Pack view": "Verkauf > Verkaufsaufgabe - Verpacken",
    "Sale > Sale Task - Ship view": "Verkauf > Verkaufsaufgabe - Versenden",
    "Ship to": "Lieferadresse",
    "Shipment date": "Versanddatum",
    "Shipped": "Versandt",
    "Shipping": "Versand",
    "Shipping notes": "Versandhinweise",
    "Simple sale": "Einfacher Verkauf",
    "Stages": "Stufen",
    "State": "Bundesland",
    "Status": "Status",
    "Stock count": "Bestandszählung",
    "Take a payment": "Zahlung erfassen",
    "Total": "Summe",
    "Tracking number": "Sendungsnummer",
    "Type": "Art",
    "Yes": "Ja",
    "You work here": "Hier arbeiten Sie",
    "no address": "keine Adresse",
    "Customers found: {total}": "Gefundene Kunden: {total}",
    "Products found: {total}": "Gefundene Produkte: {total}",
    "Sales found: {total}": "Gefundene Verkäufe: {total}",
}

_SENTENCES = {
    "A line without a quantity is left out.": (
        "Eine Zeile ohne Menge wird ausgelassen."
    ),
    "A price that is left out is the product's.": (
        "Wo kein Preis steht, gilt der des Produkts."
    ),
    "A simple sale becomes an advanced one, for good.": (
        "Ein einfacher Verkauf wird dauerhaft zu einem erweiterten."
    ),
    "Availability by product and location": "Verfügbarkeit nach Produkt und Standort",
    "Everything that was ordered is invoiced.": (
        "Alles Bestellte ist in Rechnung gestellt."
    ),
    "Left empty, it is the customer's own address.": (
        "Leer gelassen, ist es die Adresse des Kunden."
    ),
    "No invoice is authorised.": "Keine Rechnung ist autorisiert.",
    "A program that works for this organisation needs both.": (
        "Ein Programm, das für diese Organisation arbeitet, braucht beides."
    ),
    "Warehouses, and where their parcels leave": ("Lager, und wo ihre Pakete abgehen"),
    "Nothing was found.": "Es wurde nichts gefunden.",
    "Nothing was paid yet.": "Es wurde noch nichts bezahlt.",
    "Only for a new user; who has a login keeps the password.": (
        "Nur für neue Benutzer; wer schon ein Konto hat, behält das Passwort."
    ),
    "The command seatrial up does that by itself where it starts the integration.": (
        "Der Befehl seatrial up tut das selbst, wenn er auch die Integration startet."
    ),
    "The order is not authorised.": "Der Auftrag ist nicht autorisiert.",
    "The parcels of this fulfilment": "Die Pakete dieser Auftragserfüllung",
    "The sale is voided.": "Der Verkauf ist storniert.",
    "There is no such sale.": "Einen solchen Verkauf gibt es nicht.",
    (
        "This fake of Cin7 Core does not know where the pages of the integration are."
        " Tell it, and come again:"
    ): (
        "Diese Nachbildung von Cin7 Core weiß nicht, wo die Seiten der Integration"
        " sind. Sagen Sie es ihr, und kommen Sie wieder:"
    ),
    (
        "This user name cannot be used for the custom store: ShipStation shows Error"
        " (300). Invite a user of its own for the store."
    ): (
        "Dieser Benutzername kann für den Custom Store nicht verwendet werden:"
        " ShipStation zeigt Error (300). Laden Sie für den Shop einen eigenen Benutzer"
        " ein."
    ),
    "Who has a login already can be invited by e-mail address alone.": (
        "Wer schon ein Konto hat, kann allein mit der E-Mail-Adresse eingeladen werden."
    ),
    (
        "Your user name belongs to several organisations: ShipStation's custom store"
        " answers it with Error 300 and imports nothing. Give the store a user of its"
        " own, who belongs to one organisation."
    ): (
        "Ihr Benutzername gehört zu mehreren Organisationen: Der Custom Store von"
        " ShipStation beantwortet ihn mit Error 300 und importiert nichts. Geben Sie"
        " dem Shop einen eigenen Benutzer, der zu einer Organisation gehört."
    ),
}

GERMAN: Mapping[str, str] = {**_MENU_AND_TABS, **_BUTTONS, **_LABELS, **_SENTENCES}
