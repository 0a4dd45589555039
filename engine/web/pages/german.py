"""
The sentences of the pages in German.
"""

GERMAN: dict[str, str] = {
    "A ShipStation store in Cin7 Core": "Ein ShipStation-Shop in Cin7 Core",
    "A pair is stored.": "Ein Paar ist gespeichert.",
    "A product that Cin7 Core lacks": "Ein Produkt, das in Cin7 Core fehlt,",
    "A refund of goods that never left puts none back into stock.": (
        "Eine Erstattung von Waren, die nie versendet wurden, bucht nichts ins Lager"
        " zurück."
    ),
    "A sale can be resent once its shipment is authorised.": (
        "Ein Verkauf kann erneut gesendet werden, sobald sein Versand autorisiert ist."
    ),
    "A ship notice is answered": "Eine Versandbenachrichtigung wird beantwortet,",
    "A shipment that is voided afterwards": "Eine später entwertete Sendung",
    "A shipment was not applied": "Eine Sendung wurde nicht übernommen",
    "API key": "API-Schlüssel",
    "API secret": "API-Geheimschlüssel",
    "Account ID": "Konto-ID",
    "Actions": "Aktionen",
    "Add the carrier's cost to a drafted invoice": (
        "Kosten des Versanddienstleisters in den Rechnungsentwurf übernehmen"
    ),
    "Adopt": "Zuordnen",
    "Allow backorder": "Rückstand zulassen",
    "And {count} more: the operations log has all.": (
        "Und {count} weitere: im Vorgangsprotokoll stehen alle."
    ),
    "Application key": "Anwendungsschlüssel",
    "Apply the shipment": "Sendung übernehmen",
    "As Cin7 Core writes it, such as SO-00001.": (
        "Wie Cin7 Core sie schreibt, zum Beispiel SO-00001."
    ),
    "As an order is imported, if all of it is in stock.": (
        "Beim Import eines Auftrags, wenn alles auf Lager ist."
    ),
    "Ask for rates": "Tarife abrufen",
    "Authorised": "Autorisiert",
    "Auto pack": "Automatisch verpacken",
    "Auto pick": "Automatisch kommissionieren",
    "Auto ship": "Automatisch versenden",
    "Awaiting Payment": "Ausstehende Zahlung",
    "Awaiting Shipment": "Versandbereit",
    "Back to ShipStation": "Zurück zu ShipStation",
    "Begun": "Begonnen",
    "Both sides agree.": "Beide Seiten stimmen überein.",
    "Both sides are read and compared for each method in use. That costs calls, and"
    " changes nothing.": (
        "Beide Seiten werden für jede genutzte Methode gelesen und verglichen. Das"
        " kostet Abfragen und ändert nichts."
    ),
    "Box": "Karton",
    "Boxes of the pack. A box that nobody weighs weighs what lies in it.": (
        "Kartons der Verpackung. Ein Karton ohne Angabe wiegt so viel wie sein Inhalt."
    ),
    "Cancel": "Abbrechen",
    "Capture an order when it is": "Einen Auftrag erfassen, wenn er so steht:",
    "Carrier": "Versanddienstleister",
    "Carriers": "Versanddienstleister",
    "Change the integration type": "Art der Integration wechseln",
    "Choose": "Wählen",
    "Choose an organisation": "Organisation wählen",
    "Choose the Cin7 Core tile. A generic custom store wants this address:": (
        "Wählen Sie die Kachel Cin7 Core. Ein allgemeiner benutzerdefinierter Shop"
        " braucht diese Adresse:"
    ),
    "Choose what shall be mended.": "Wählen Sie, was behoben werden soll.",
    "Cin7 Core as a store in ShipStation": "Cin7 Core als Shop in ShipStation",
    "Cin7 Core as a store in ShipStation: ShipStation asks for orders here, and tells"
    " of shipments.": (
        "Cin7 Core als Shop in ShipStation: ShipStation fragt hier nach Aufträgen und"
        " meldet Sendungen."
    ),
    "Cin7 Core asks ShipStation for orders and shipments, and creates orders there."
    " It needs an API key and an API secret of ShipStation.": (
        "Cin7 Core fragt ShipStation nach Aufträgen und Sendungen und legt dort"
        " Aufträge an. Nötig sind API-Schlüssel und API-Geheimschlüssel von"
        " ShipStation."
    ),
    "Cin7 Core asks ShipStation for rates and buys labels, or hands sales over for"
    " fulfilment. It goes together with either of the other two.": (
        "Cin7 Core fragt ShipStation nach Tarifen und kauft Etiketten, oder übergibt"
        " Verkäufe zum Versand. Das geht zusammen mit jeder der beiden anderen"
        " Methoden."
    ),
    "Cin7 Core shows the account and the application key under Integrations > API.": (
        "Cin7 Core zeigt Konto und Anwendungsschlüssel unter Integrationen > API."
    ),
    "Cin7's article says which one suits your work": (
        "Welche zu Ihrer Arbeit passt, sagt der Artikel von Cin7"
    ),
    "Compare now": "Jetzt vergleichen",
    "Confirmation": "Zustellbestätigung",
    "Connect ShipStation as a shipping service": (
        "ShipStation als Versandservice verbinden"
    ),
    "Connect as shop": "Als Shop verbinden",
    "Connections": "Verbindungen",
    "Cost": "Kosten",
    "Create labels": "Etiketten erstellen",
    "Currency": "Währung",
    "Currency of the ShipStation account": "Währung des ShipStation-Kontos",
    "Custom Store": "Benutzerdefinierter Shop",
    "Custom Store Integration Status": (
        "Status der benutzerdefinierten Shop-Integration"
    ),
    "Customer": "Kunde",
    "Customer tags": "Kundenmarkierungen",
    "Default Ship From Address": "Standard-Absenderadresse",
    "Difference": "Unterschied",
    "Disable the custom store": "Benutzerdefinierten Shop deaktivieren",
    "Disabled": "Deaktiviert",
    "Disconnect": "Trennen",
    "Disconnect the ShipStation store": "ShipStation-Shop trennen",
    "Disconnect?": "Wirklich trennen?",
    "Draft": "Entwurf",
    "Empty means no insurance.": "Leer heißt: ohne Versicherung.",
    "Empty means the default one.": "Leer heißt: der Standard.",
    "Empty means today.": "Leer heißt: heute.",
    "Enabled": "Aktiviert",
    "Ended": "Beendet",
    "Enter a day, such as 2026-03-31.": (
        "Geben Sie einen Tag ein, zum Beispiel 2026-03-31."
    ),
    "Enter a whole number.": "Geben Sie eine ganze Zahl ein.",
    "Enter new keys": "Neue Schlüssel eingeben",
    "Enter one pair a line, with = between both.": (
        "Geben Sie je Zeile ein Paar ein, mit = dazwischen."
    ),
    "Enter the API key and the API secret.": (
        "Geben Sie API-Schlüssel und API-Geheimschlüssel ein."
    ),
    "Enter the user name and the password of a Cin7 Core user who belongs to"
    " {organisation} and to no other organisation.": (
        "Geben Sie Benutzernamen und Passwort eines Benutzers von Cin7 Core ein, der"
        " zu {organisation} und zu keiner anderen Organisation gehört."
    ),
    "Estimated rates for all packages, cheapest first": (
        "Geschätzte Tarife für alle Pakete, der günstigste zuerst"
    ),
    "Filter": "Filtern",
    "First listing, in days": "Erste Auflistung, in Tagen",
    "Forget the stored pair": "Das gespeicherte Paar vergessen",
    "From 5 to 1440.": "Von 5 bis 1440.",
    "Fulfilment": "Lieferung",
    "Gift attribute": "Geschenk-Attribut",
    "Goes as": "Geht als",
    "Height": "Höhe",
    "How far back changed sales are listed at first.": (
        "Wie weit zurück geänderte Verkäufe beim ersten Mal aufgelistet werden."
    ),
    "Ignore restock for non-fulfilled sales": (
        "Rückbuchung bei nicht erfüllten Verkäufen ignorieren"
    ),
    "Import": "Importieren",
    "In ShipStation": "In ShipStation",
    "Insured by": "Versichert durch",
    "Insured value of each package": "Versicherter Wert je Paket",
    "Integrations": "Integrationen",
    "Invoice": "Rechnung",
    "Invoice number": "Rechnungsnummer",
    "It is stored encrypted, and never shown again.": (
        "Er wird verschlüsselt gespeichert und nie wieder angezeigt."
    ),
    "Item options": "Artikeloptionen",
    "Its unit of length": "Seine Längeneinheit",
    "Its unit of weight": "Seine Gewichtseinheit",
    "Keep the ShipStation store, and leave this Disabled": (
        "ShipStation-Shop behalten und dies deaktiviert lassen"
    ),
    "Keep the custom store, and connect nothing": (
        "Benutzerdefinierten Shop behalten und nichts verbinden"
    ),
    "Keys to compare by": "Schlüssel zum Vergleichen",
    "Kind of package": "Paketart",
    "Labels": "Etiketten",
    "Labels of this sale, oldest first": (
        "Etiketten dieses Verkaufs, das älteste zuerst"
    ),
    "Labels of this sale: {count}.": "Etiketten dieses Verkaufs: {count}.",
    "Length": "Länge",
    "Length, width, height": "Länge, Breite, Höhe",
    "Location": "Standort",
    "Locations": "Standorte",
    "Log in": "Anmelden",
    "Log out": "Abmelden",
    "Marked for ShipStation's next import: {orders}.": (
        "Für den nächsten Import von ShipStation vorgemerkt: {orders}."
    ),
    "Method": "Methode",
    "Minutes between two runs": "Minuten zwischen zwei Läufen",
    "Name": "Name",
    "Name the currency of an order": "Die Währung einer Bestellung nennen",
    "New connection": "Neue Verbindung",
    "No shipping service is connected.": "Kein Versandservice ist verbunden.",
    "None of your organisations is set up here.": (
        "Keine Ihrer Organisationen ist hier eingerichtet."
    ),
    "Not those of {user}, who belongs to {count} organisations: ShipStation would be"
    " told “Error: (300) Multiple Choices Redirect.” Make a new user in one"
    " organisation only.": (
        "Nicht die von {user}: zu {count} Organisationen gehört dieser Benutzer, und"
        " ShipStation bekäme „Error: (300) Multiple Choices Redirect.“ Legen Sie einen"
        " neuen Benutzer in nur einer Organisation an."
    ),
    "Nothing has run yet.": "Noch ist nichts gelaufen.",
    "Nothing is picked and packed yet.": "Noch ist nichts kommissioniert und verpackt.",
    "Nothing may stay empty.": "Nichts darf leer bleiben.",
    "Nothing new comes or goes by this connection any more. Orders on their way still"
    " get their shipments, and the operations log stays.": (
        "Über diese Verbindung kommt und geht nichts Neues mehr. Aufträge unterwegs"
        " bekommen noch ihre Sendungen, und das Vorgangsprotokoll bleibt."
    ),
    "Number of the sale": "Nummer des Verkaufs",
    "Number on labels and orders": "Nummer auf Etiketten und Aufträgen",
    "Of parcels whose location has no address.": (
        "Von Paketen, deren Standort keine Adresse hat."
    ),
    "One a line: ProductCustomField1 = Colour": (
        "Je Zeile eine: ProductCustomField1 = Farbe"
    ),
    "One customer of Cin7 Core for all imported sales. Empty means each order's own.": (
        "Ein Kunde von Cin7 Core für alle importierten Verkäufe. Leer heißt: der des"
        " Auftrags."
    ),
    "One of the lines cannot be read.": "Eine der Zeilen ist nicht lesbar.",
    "Only a person knows what is right.": "Was stimmt, weiß nur ein Mensch.",
    "Only sales of customers with one of these are exported. Empty means all.": (
        "Nur Verkäufe an Kunden mit einer davon werden exportiert. Leer heißt: alle."
    ),
    "Only sales of these are exported, one name a line. Empty means all.": (
        "Nur deren Verkäufe werden exportiert, je Zeile ein Name. Leer heißt: alle."
    ),
    "Only sales of these are offered, one name a line. Empty means all.": (
        "Nur deren Verkäufe werden angeboten, je Zeile ein Name. Leer heißt: alle."
    ),
    "Only sales with these are exported, one name a line. Empty means all.": (
        "Nur Verkäufe mit diesen werden exportiert, je Zeile ein Name. Leer heißt:"
        " alle."
    ),
    "Open the sale": "Verkauf öffnen",
    "Operations Log": "Vorgangsprotokoll",
    "Order flow": "Auftragsfluss",
    "Order lock date": "Sperrdatum für Aufträge",
    "Orders of earlier days are not captured.": (
        "Aufträge früherer Tage werden nicht erfasst."
    ),
    "Other organisation": "Andere Organisation",
    "Outcome": "Ergebnis",
    "Outcomes": "Ergebnisse",
    "Packages": "Pakete",
    "Packages, rates and labels of a sale, and whether it goes to ShipStation.": (
        "Pakete, Tarife und Etiketten eines Verkaufs, und ob er zu ShipStation geht."
    ),
    "Password": "Passwort",
    "Payment account": "Zahlungskonto",
    "Price": "Preis",
    "Price tier": "Preisstufe",
    "Print label": "Etikett drucken",
    "Rates": "Tarife",
    "Rates and labels in Cin7 Core. ShipStation's API does not tell what its account"
    " counts in:": (
        "Tarife und Etiketten in Cin7 Core. Womit das ShipStation-Konto rechnet,"
        " verrät dessen API nicht:"
    ),
    "Rates are compared and labels are made here, sale by sale.": (
        "Tarife werden hier verglichen und Etiketten erstellt, Verkauf für Verkauf."
    ),
    "Reason": "Grund",
    "Reconciliation": "Abgleich",
    "Remove the number": "Nummer entfernen",
    "Repair": "Behebung",
    "Resend to ShipStation": "Erneut an ShipStation senden",
    "Run now": "Jetzt ausführen",
    "Runs": "Läufe",
    "Sale or order": "Verkauf oder Auftrag",
    "Sale order number": "Auftragsnummer",
    "Sales": "Verkäufe",
    "Save Changes": "Änderungen speichern",
    "Save the keys": "Schlüssel speichern",
    "Save the packages": "Pakete speichern",
    "Saved: the custom store is {status}.": (
        "Gespeichert. Benutzerdefinierter Shop: {status}."
    ),
    "Send again": "Erneut senden",
    "Service": "Dienst",
    "Set Default": "Als Standard festlegen",
    "Set up": "Einrichten",
    "Set up an organisation": "Eine Organisation einrichten",
    "Settings": "Einstellungen",
    "Setup": "Einrichtung",
    "Ship date": "Versanddatum",
    "Ship stage": "Versandstufe",
    "ShipStation as a shipping service in Cin7 Core": (
        "ShipStation als Versandservice in Cin7 Core"
    ),
    "ShipStation asks Cin7 Core for orders, and tells it of each shipment. It needs a"
    " user name and a password of Cin7 Core, and no API key.": (
        "ShipStation fragt Cin7 Core nach Aufträgen und meldet ihm jede Sendung."
        " Nötig sind Benutzername und Passwort von Cin7 Core, und kein API-Schlüssel."
    ),
    "ShipStation does not know the tracking number": (
        "ShipStation kennt die Sendungsverfolgungsnummer nicht"
    ),
    "ShipStation is connected: {method}.": "ShipStation ist verbunden: {method}.",
    "ShipStation is disconnected. What came and went stays in the ledger.": (
        "ShipStation ist getrennt. Was kam und ging, bleibt aufgezeichnet."
    ),
    "ShipStation promises no second attempt, so stored is the safe choice.": (
        "ShipStation verspricht keinen zweiten Versuch; gespeichert ist die sichere"
        " Wahl."
    ),
    "ShipStation shows them under Account Settings > API Settings. If there are keys"
    " already, copy those: new ones stop every service that uses the old ones.": (
        "ShipStation zeigt sie unter Kontoeinstellungen > API-Einstellungen. Gibt es"
        " schon Schlüssel, kopieren Sie diese: neue beenden jeden Dienst, der die"
        " alten nutzt."
    ),
    "ShipStation's id of a manual store. Empty means the first one.": (
        "ShipStations Nummer eines manuellen Shops. Leer heißt: der erste."
    ),
    "ShipStation's ids, one a line. Empty means all that Cin7 Core does not feed.": (
        "ShipStations Nummern, je Zeile eine. Leer heißt: alle, die nicht von Cin7"
        " Core gespeist werden."
    ),
    "ShipStation's name and Cin7 Core's, one pair a line: Bicycle = City Couriers": (
        "ShipStations Name und der von Cin7 Core, je Zeile ein Paar: Bicycle = City"
        " Couriers"
    ),
    "ShipStation's orders become sales, and sales become its orders.": (
        "Aufträge von ShipStation werden Verkäufe, und Verkäufe werden dort Aufträge."
    ),
    "ShipStation's published schema has no place for it.": (
        "Das von ShipStation veröffentlichte Schema hat keinen Platz dafür."
    ),
    "Shipments come from ShipStation whichever way orders go.": (
        "Sendungen kommen von ShipStation, wohin Aufträge auch gehen."
    ),
    "Shipped": "Versendet",
    "Shipping Service": "Versandservice",
    "Shipping instructions": "Versandanweisungen",
    "Skip to the content": "Zum Inhalt springen",
    "State": "Zustand",
    "Status comes from": "Der Status kommt von",
    "Store of created orders": "Shop der angelegten Aufträge",
    "Stores that are imported": "Shops, die importiert werden",
    "Take the number": "Nummer übernehmen",
    "Tax rule": "Steuerregel",
    "That cannot be done here.": "Das geht hier nicht.",
    "That is more than a form of these pages sends.": (
        "Das ist mehr, als ein Formular dieser Seiten sendet."
    ),
    "That was wrong too often. Try again at {time} UTC, {minutes} min from now.": (
        "Das war zu oft falsch. Versuchen Sie es um {time} UTC wieder, in {minutes}"
        " Minuten."
    ),
    "The additional attribute of a sale that says that it is a gift.": (
        "Das Zusatzattribut eines Verkaufs, das sagt, dass er ein Geschenk ist."
    ),
    "The carrier does not approve: {message}": (
        "Der Versanddienstleister stimmt nicht zu: {message}"
    ),
    "The changes are saved.": "Die Änderungen sind gespeichert.",
    "The custom store is Disabled, so ShipStation is not offered this sale.": (
        "Der benutzerdefinierte Shop ist deaktiviert, also wird dieser Verkauf"
        " ShipStation nicht angeboten."
    ),
    "The directory of users cannot be asked now: try again.": (
        "Das Benutzerverzeichnis antwortet gerade nicht: versuchen Sie es noch einmal."
    ),
    "The engine failed, and its log says why.": (
        "Die Integration hat versagt; warum, steht in ihrem Log."
    ),
    "The first two serve the same purpose in opposite directions, so use one of them:"
    " with both, the same order might be fulfilled twice. The third goes together with"
    " either.": (
        "Die ersten beiden dienen demselben Zweck in entgegengesetzter Richtung, also"
        " nutzen Sie nur eine davon: mit beiden könnte ein Auftrag zweimal versendet"
        " werden. Die dritte geht mit jeder von ihnen zusammen."
    ),
    "The form was too old, or not from this page, so nothing was done. Open the page"
    " again and repeat what you wanted.": (
        "Das Formular war zu alt oder nicht von dieser Seite, also ist nichts"
        " geschehen. Öffnen Sie die Seite neu und wiederholen Sie, was Sie wollten."
    ),
    "The label is void, and its number is taken from the sale.": (
        "Das Etikett ist entwertet, und seine Nummer steht nicht mehr im Verkauf."
    ),
    "The ledger does not know that both belong together": (
        "Dass beide zusammengehören, ist nicht aufgezeichnet"
    ),
    "The new keys work, and the connection goes on where it stopped.": (
        "Die neuen Schlüssel gelten, und die Verbindung macht weiter, wo sie"
        " aufgehört hat."
    ),
    "The order is missing in ShipStation": "Der Auftrag fehlt in ShipStation",
    "The order is no sale yet": "Der Auftrag ist noch kein Verkauf",
    "The packages are saved.": "Die Pakete sind gespeichert.",
    "The sale has the number of a voided label": (
        "Der Verkauf hat die Nummer eines entwerteten Etiketts"
    ),
    "The sale is gone, and the order is open": (
        "Der Verkauf ist weg, und der Auftrag ist offen"
    ),
    "The sale is voided, and the order is open": (
        "Der Verkauf ist entwertet, und der Auftrag ist offen"
    ),
    "The sale lacks a tracking number": (
        "Dem Verkauf fehlt eine Sendungsverfolgungsnummer"
    ),
    "The stage that says whether an order is draft, authorised or paid.": (
        "Die Stufe, die sagt, ob ein Auftrag Entwurf, autorisiert oder bezahlt ist."
    ),
    "The tracking numbers differ": "Die Sendungsverfolgungsnummern unterscheiden sich",
    "The user name or the password is wrong.": "Benutzername oder Passwort ist falsch.",
    "The user {user} is not active.": "Der Benutzer {user} ist nicht aktiv.",
    "Then no shipment of ShipStation is taken.": (
        "Dann wird keine Sendung von ShipStation übernommen."
    ),
    "There is no label yet.": "Noch gibt es kein Etikett.",
    "There is no such entry.": "Es gibt keinen solchen Eintrag.",
    "There is no such page.": "Diese Seite gibt es nicht.",
    "There is none.": "Es gibt keines.",
    "There is nothing to run: no method is in use.": (
        "Es gibt nichts auszuführen: keine Methode ist in Gebrauch."
    ),
    "This cannot be so.": "So geht das nicht.",
    "This did not work": "Das ging nicht",
    "This is the default shipping service.": "Dies ist der Standard-Versandservice.",
    "This method needs no API key. With one, reconciliation can read what ShipStation"
    " has.": (
        "Diese Methode braucht keinen API-Schlüssel. Mit einem kann der Abgleich"
        " lesen, was ShipStation hat."
    ),
    "This shipping service is the default now.": (
        "Dieser Versandservice ist jetzt der Standard."
    ),
    "Those that wait, then the newest, in UTC": (
        "Die wartenden, dann die neuesten, in UTC"
    ),
    "Three letters, such as USD. It has to be that of Cin7 Core.": (
        "Drei Buchstaben, zum Beispiel USD. Es muss die von Cin7 Core sein."
    ),
    "Three methods, and which one suits": "Drei Methoden, und welche passt",
    "Tracking number": "Sendungsverfolgungsnummer",
    "Unit of length": "Längeneinheit",
    "Unit of weight": "Gewichtseinheit",
    "Use the company as the customer": "Die Firma als Kunden nehmen",
    "User name": "Benutzername",
    "Void label": "Etikett entwerten",
    "Weight": "Gewicht",
    "What became of each sale and order: the newest 100, in UTC": (
        "Was aus jedem Verkauf und Auftrag wurde, das Neueste zuerst, in UTC"
    ),
    "What differs. Nothing is mended by itself.": (
        "Was sich unterscheidet. Nichts wird von selbst behoben."
    ),
    "What is connected, and how it is": "Was verbunden ist, und wie es steht",
    "What is packed has to be picked.": "Was verpackt wird, muss kommissioniert sein.",
    "What the service is used for": "Wofür der Service genutzt wird",
    "When": "Wann",
    "Where imported sales are picked. Empty means the default one.": (
        "Wo importierte Verkäufe kommissioniert werden. Leer heißt: der Standard."
    ),
    "Where payments of authorised invoices go. Empty means that none is entered.": (
        "Wohin Zahlungen autorisierter Rechnungen gehen. Leer heißt: keine wird"
        " gebucht."
    ),
    "Width": "Breite",
    "With the user name and the password of Cin7 Core.": (
        "Mit Benutzernamen und Passwort von Cin7 Core."
    ),
    "You have to be a user of the organisation who may change integrations.": (
        "Sie müssen ein Benutzer der Organisation sein, der Integrationen ändern darf."
    ),
    "Your password": "Ihr Passwort",
    "Your sales are in Cin7 Core, and labels are made in ShipStation.": (
        "Ihre Verkäufe sind in Cin7 Core, und Etiketten werden in ShipStation erstellt."
    ),
    "Your sales channels are connected to ShipStation, or its orders shall be sales"
    " here.": (
        "Ihre Vertriebskanäle sind mit ShipStation verbunden, oder dessen Aufträge"
        " sollen hier Verkäufe sein."
    ),
    "Your session has ended: please log in again.": (
        "Ihre Sitzung ist beendet: melden Sie sich bitte neu an."
    ),
    "active": "aktiv",
    "adult signature": "Unterschrift eines Erwachsenen",
    "all": "alle",
    "both": "beides",
    "both ways": "in beide Richtungen",
    "bought": "gekauft",
    "broken": "gestört",
    "centimeters": "Zentimeter",
    "create in ShipStation": "in ShipStation anlegen",
    "delivered": "angekommen",
    "delivery": "Zustellung",
    "direct signature": "Unterschrift des Empfängers",
    "disconnected": "getrennt",
    "export for fulfilment": "Export zum Versand",
    "failed": "fehlgeschlagen",
    "grams": "Gramm",
    "held back": "zurückgehalten",
    "holds the order back": "hält den Auftrag zurück",
    "import from ShipStation": "aus ShipStation importieren",
    "inches": "Zoll",
    "is created": "wird angelegt",
    "is reported": "wird gemeldet",
    "is taken back": "wird zurückgenommen",
    "labels in Cin7 Core": "Etiketten in Cin7 Core",
    "no weight yet": "noch ohne Gewicht",
    "none": "keine",
    "offered to ShipStation as “{word}”": "ShipStation angeboten als „{word}“",
    "ounces": "Unzen",
    "pounds": "Pfund",
    "queued": "wartet",
    "recovered": "fortgesetzt",
    "running": "läuft",
    "signature": "Unterschrift",
    "succeeded": "gelungen",
    "the company's address": "die Adresse der Firma",
    "the default location's address": "die Adresse des Standardstandorts",
    "unchanged": "unverändert",
    "voided": "entwertet",
    "wanted": "gewünscht",
    "when Cin7 Core has it": "wenn Cin7 Core sie hat",
    "when it is stored": "wenn sie gespeichert ist",
    "will be offered as “{word}” with the next run": (
        "wird mit dem nächsten Lauf angeboten als „{word}“"
    ),
    "{user} is no active member of an organisation {account} that is set up here.": (
        "{user} ist kein aktives Mitglied einer Organisation {account}, die hier"
        " eingerichtet ist."
    ),
    "“{value}” cannot be read: enter a number, or a day.": (
        "„{value}“ ist nicht lesbar: geben Sie eine Zahl oder einen Tag ein."
    ),
}
