# language: de
@de @operation:shipstation.create_label_for_order @operation:shipstation.list_shipments @operation:cin7_core.replace_ship
Funktionalität: Was ShipStation Cin7 Core mit einem Versandetikett meldet
  ShipStation benachrichtigt den Shop, sobald es ein Versandetikett gibt. Die
  Versandbenachrichtigung trägt sieben Dinge, und jedes davon kommt an.

  Grundlage:
    Angenommen Cin7 Core ist in ShipStation als Shop verbunden
    Und der Verkauf SO-00001 über 3 BELL-01 und 2 LAMP-02 ist verpackt und seine Sendung entworfen
    Und ShipStation hat SO-00001 importiert

  @seed @seed-06 @seed-41 @seed-42 @seed-49 @E01
  Regel: Die Versandbenachrichtigung trägt den neuen Status und die Sendungsnummer
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Ein Versandetikett versendet den Verkauf
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt
      Und ist die Sendungsnummer in ShipStation, auf der Leitung und in Cin7 Core dieselbe

    Beispiel: Jedes Versandetikett wird sofort gemeldet
      Angenommen der Verkauf SO-00002 ist verpackt und seine Sendung entworfen
      Und ShipStation hat SO-00002 importiert
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Und für SO-00002 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt
      Und ist der Verkauf SO-00002 in Cin7 Core versandt

  @seed @seed-43 @seed-44 @E02
  Regel: Die Versandbenachrichtigung trägt Versanddienst und Service
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: USPS Priority Mail
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann nennt die Versandbenachrichtigung den Versanddienst "USPS" und den Service "USPS Priority Mail"
      Und nennt die Versandzeile von SO-00001 in Cin7 Core den Versanddienst "USPS"
      Und hat die Integration für SO-00001 den Versanddienst "USPS" und den Service "USPS Priority Mail"

  @seed @seed-45 @E03
  Regel: Die Versandbenachrichtigung trägt die Kosten des Versanddienstes
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Die Kosten des Versandetiketts
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann sind die Kosten in ShipStation, auf der Leitung und in der Integration dieselben

  @seed @seed-46 @seed-48 @E04
  Regel: Die Versandbenachrichtigung trägt die Notiz an den Käufer
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: An der Bestellung stand eine Notiz
      Angenommen die Notiz an den Käufer von SO-00001 ist "Mind the step"
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann hat die Versandbenachrichtigung die Notiz "Mind the step"
      Und hat die Sendung von SO-00001 in Cin7 Core die Notiz "Mind the step"

    Beispiel: Es gab keine Notiz
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann hat die Versandbenachrichtigung keine Notiz

  @seed @seed-47 @E05
  Regel: Die Versandbenachrichtigung trägt die Artikel der Sendung
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Eine von zwei Zeilen ist im Paket
      Wenn für SO-00001 ein Versandetikett mit nur 3 BELL-01 im Paket erstellt wird
      Dann hat die Versandbenachrichtigung die Artikel 3 BELL-01
      Und hat die Integration für SO-00001 die Artikel 3 BELL-01
      Und ist der Verkauf SO-00001 in Cin7 Core teilweise versandt

  @cin7 @E06
  Regel: Der Bestand geht mit der Sendung hinaus
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Beispiel: Drei Klingeln weniger
      Angenommen in Cin7 Core sind 1000 BELL-01 vorhanden
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann sind in Cin7 Core 997 BELL-01 vorhanden
      Und hat der Verkauf SO-00001 eine Lagerbewegung

  @cin7 @E07
  Regel: Der Verkauf eines Webshops bekommt seine Sendungsnummer in Cin7 Core
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589736463

    Beispiel: Vom Kanal verkauft, in ShipStation versandt
      Angenommen SO-00001 kam aus dem Kanal "Web shop"
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @shipstation @E08
  Regel: Eine als versandt markierte Bestellung wird gemeldet wie ein Versandetikett
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Beispiel: Von einem anderen Dienst versandt
      Wenn die Bestellung SO-00001 als mit der Sendungsnummer QX7 versandt markiert wird
      Dann hat der Verkauf SO-00001 die Sendungsnummern QX7

  @shipstation @E09
  Regel: Über die API als versandt zu markieren meldet niemandem etwas, wenn es nicht verlangt ist
    Source: https://www.shipstation.com/docs/api/orders/mark-as-shipped/

    Beispiel: Ein Skript markiert die Bestellung
      Wenn die Bestellung SO-00001 über die API als versandt markiert wird
      Dann wurde keine Versandbenachrichtigung gesendet
      Und hat der Verkauf SO-00001 keine Sendungsnummer

  @shipstation @E10
  Regel: Ein Versandetikett ohne Versandbenachrichtigung ändert in Cin7 Core nichts
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Beispiel: Versandbenachrichtigungen werden nach der Übernahme bestätigt
      Angenommen Versandbenachrichtigungen werden bestätigt, wenn sie übernommen sind
      Wenn für SO-00001 ein Versandetikett ohne Versandbenachrichtigung erstellt wird
      Dann wurde keine Versandbenachrichtigung gesendet
      Und steht die Versandstufe von SO-00001 auf DRAFT

  @shipstation @E11
  Regel: Eine verzögerte Versandbenachrichtigung kommt mit dem ersten Scan des Versanddienstes
    Source: https://help.shipstation.com/hc/en-us/articles/360026157891

    Beispiel: Heute das Versandetikett, morgen der Scan
      Angenommen der Shop benachrichtigt beim ersten Scan
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann hat der Verkauf SO-00001 keine Sendungsnummer
      Wenn der Versanddienst das Paket von SO-00001 scannt
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @shipstation @E12
  Regel: Dieselbe Versandbenachrichtigung zweimal ändert nicht mehr
    Source: https://github.com/shipstation/plugin-magento

    Beispiel: ShipStation sendet sie noch einmal
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Und die Versandbenachrichtigung für SO-00001 noch einmal gesendet wird
      Dann wurden beide Versandbenachrichtigungen angenommen
      Und hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer

    Beispiel: ShipStation sendet zwei auf einmal
      Angenommen die nächste Versandbenachrichtigung wird zweimal gesendet
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann wurden beide Versandbenachrichtigungen angenommen
      Und hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer

  @shipstation @E13
  Regel: Eine Versandbenachrichtigung für eine unbekannte Bestellung wird abgelehnt
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Beispiel: Eine Bestellung, die niemand in den Shop eingetippt hat
      Wenn jemand dem Shop meldet, dass SO-99999 versandt ist
      Dann ist die Antwort 404 Not Found

  @shipstation @E14
  Regel: Eine unlesbare Versandbenachrichtigung wird abgelehnt
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Beispiel: In der Mitte abgebrochen
      Wenn dem Shop ein halbes Dokument gemeldet wird
      Dann ist die Antwort 400 Bad Request
      Und hat der Verkauf SO-00001 keine Sendungsnummer

  @shipstation @E15
  Regel: Eine Versandbenachrichtigung ohne Artikel meint die ganze Bestellung
    Source: https://github.com/shipstation/plugin-magento

    Beispiel: Eine leere Liste
      Wenn jemand dem Shop meldet, dass SO-00001 versandt ist, ohne Artikel
      Dann ist die Antwort 200 OK
      Und ist der Verkauf SO-00001 in Cin7 Core versandt

  @field @E17
  Regel: Ein Fehler im Innern sieht nicht wie ein Erfolg aus
    Source: https://github.com/woocommerce/woocommerce-shipstation

    Beispiel: Cin7 Core scheitert, während die Versandbenachrichtigung übernommen wird
      Angenommen Versandbenachrichtigungen werden bestätigt, wenn sie übernommen sind
      Und Cin7 Core scheitert an den nächsten 9 Sendungen
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann zeigt ShipStation, dass die Versandbenachrichtigung gescheitert ist
      Und hat der Verkauf SO-00001 keine Sendungsnummer

    Beispiel: Noch einmal gesendet, kommt sie durch
      Angenommen Versandbenachrichtigungen werden bestätigt, wenn sie übernommen sind
      Und Cin7 Core scheitert an den nächsten 1 Sendungen
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Und die Versandbenachrichtigung für SO-00001 noch einmal gesendet wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

    Beispiel: Unterwegs verloren und noch einmal gesendet
      Angenommen die nächste Versandbenachrichtigung geht unterwegs verloren
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann zeigt ShipStation, dass die Versandbenachrichtigung gescheitert ist
      Wenn die Versandbenachrichtigung für SO-00001 noch einmal gesendet wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @field @E18
  Regel: Eine Versandbenachrichtigung für einen stornierten Verkauf wird abgelehnt und protokolliert
    Source: https://github.com/shipstation/plugin-magento

    Beispiel: Storniert, während das Versandetikett gedruckt wurde
      Angenommen der Verkauf SO-00001 ist storniert
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann zeigt ShipStation, dass die Versandbenachrichtigung gescheitert ist
      Und sagt das Protokoll, dass SO-00001 wegen "voided" gescheitert ist

  @field @E19
  Regel: Eine unbekannte Zeile hält die anderen nicht auf
    Source: https://github.com/shipstation/plugin-magento

    Beispiel: Eine SKU von uns und eine von jemand anderem
      Wenn dem Shop 3 BELL-01 und 1 NOBODYS-1 für SO-00001 gemeldet werden
      Dann ist die Antwort 200 OK
      Und nennt das Protokoll von SO-00001 "NOBODYS-1"
      Und ist der Verkauf SO-00001 in Cin7 Core teilweise versandt

  @field @E20
  Regel: Ein Bündel, das mit seinen Teilen gemeldet wird, zählt als versandt
    Source: https://github.com/shipstation/plugin-magento

    Beispiel: Als eine Zeile verkauft, als zwei Dinge verpackt
      Angenommen der Verkauf SO-00002 über 1 BIKE-KIT ist verpackt und seine Sendung entworfen
      Und ShipStation hat SO-00002 importiert
      Wenn dem Shop 1 FRAME-1 und 2 WHEEL-1 für SO-00002 gemeldet werden
      Dann ist die Antwort 200 OK
      Und ist der Verkauf SO-00002 in Cin7 Core versandt

  @cin7 @E21
  Regel: Eine schon autorisierte Sendung bekommt ihre Nummer ergänzt
    Source: https://dearinventory.docs.apiary.io/

    Beispiel: Von Hand autorisiert, später etikettiert
      Angenommen die Sendung von SO-00001 ist ohne Sendungsnummer autorisiert
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann wurde die Sendungsnummer in der autorisierten Sendung von SO-00001 ergänzt

  @field @E22
  Regel: Fehlende Stufen werden vervollständigt
    Source: https://support.shiptheory.com/

    Beispiel: Die Versandstufe war nur entworfen
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann steht die Versandstufe von SO-00001 auf AUTHORISED

  @own @E23
  Regel: Ein Versanddienst, den Cin7 Core nicht kennt, wird der voreingestellte und protokolliert

    Beispiel: Ein Kurier auf dem Fahrrad
      Wenn die Bestellung SO-00001 als vom Versanddienst "Bike Bros" mit der Sendungsnummer QX9 versandt markiert wird
      Dann nennt die Versandzeile von SO-00001 in Cin7 Core "DEFAULT Carrier"
      Und nennt das Protokoll von SO-00001 "Bike Bros"

  @own @E24
  Regel: Die Rechnung bleibt unberührt

    Beispiel: Ein Entwurf bleibt ein Entwurf
      Angenommen die Rechnung von SO-00001 ist entworfen
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann steht die Rechnung von SO-00001 auf DRAFT
