# language: de
@de @operation:shipstation.list_orders @operation:shipstation.refresh_store
Funktionalität: Welchen Status eine Bestellung in ShipStation bekommt
  Cin7 Core sendet sein eigenes Wort für den Stand eines Verkaufs. Die Kachel Cin7 Core
  in ShipStation kennt fünf davon.

  Grundlage:
    Angenommen Cin7 Core ist in ShipStation als Shop verbunden
    Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen

  @seed @seed-35 @C01
  Regel: authorised heißt Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Die Rechnung ist autorisiert
      Angenommen die Rechnung von SO-00001 ist autorisiert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat Cin7 Core für SO-00001 das Wort "authorised" gesendet
      Und ist die Bestellung SO-00001 in Awaiting Shipment

  @seed @seed-36 @C02
  Regel: draft heißt Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Die Rechnung ist ein Entwurf
      Angenommen die Rechnung von SO-00001 ist entworfen
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat Cin7 Core für SO-00001 das Wort "draft" gesendet
      Und ist die Bestellung SO-00001 in Awaiting Shipment

  @seed @seed-37 @C03
  Regel: paid heißt Awaiting Shipment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Die Rechnung ist bezahlt
      Angenommen die Rechnung von SO-00001 ist bezahlt
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat Cin7 Core für SO-00001 das Wort "paid" gesendet
      Und ist die Bestellung SO-00001 in Awaiting Shipment

  @seed @seed-38 @C04
  Regel: shipped heißt Shipped
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Das Paket ging nach dem Import ohne Sendungsnummer hinaus
      Angenommen ShipStation hat SO-00001 importiert
      Und die Sendung von SO-00001 ist ohne Sendungsnummer autorisiert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat Cin7 Core für SO-00001 das Wort "shipped" gesendet
      Und ist die Bestellung SO-00001 in Shipped

  @seed @seed-39 @C05
  Regel: voided heißt Cancelled
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Der Verkauf wird nach dem Import der Bestellung storniert
      Angenommen ShipStation hat SO-00001 importiert
      Und der Verkauf SO-00001 ist storniert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat Cin7 Core für SO-00001 das Wort "voided" gesendet
      Und ist die Bestellung SO-00001 in Cancelled

  @seed @seed-34 @C06
  Regel: Nichts ist je in Awaiting Payment
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Verkäufe in mehreren Ständen
      Angenommen die Rechnung von SO-00001 ist entworfen
      Und der Verkauf SO-00002 ist verpackt, seine Sendung entworfen und seine Rechnung autorisiert
      Und der Verkauf SO-00003 ist verpackt, seine Sendung entworfen und seine Rechnung bezahlt
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat ShipStation die Bestellungen SO-00001, SO-00002, SO-00003
      Und ist keine Bestellung in Awaiting Payment

  @seed @seed-40 @C07
  Regel: Der Import stellt nichts auf On Hold
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Verkäufe in mehreren Ständen werden nicht angehalten
      Angenommen die Rechnung von SO-00001 ist entworfen
      Und der Verkauf SO-00002 ist verpackt, seine Sendung entworfen und seine Rechnung autorisiert
      Und der Verkauf SO-00003 ist verpackt, seine Sendung entworfen und seine Rechnung bezahlt
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat ShipStation die Bestellungen SO-00001, SO-00002, SO-00003
      Und ist keine Bestellung in On Hold

  @shipstation @C09
  Regel: Ein stornierter Verkauf bricht eine angehaltene Bestellung ab
    Source: https://help.shipstation.com/hc/en-us/articles/360026156911

    Beispiel: In ShipStation angehalten, in Cin7 Core storniert
      Angenommen ShipStation hat SO-00001 importiert
      Und die Bestellung SO-00001 ist für eine Woche angehalten
      Und der Verkauf SO-00001 ist storniert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann ist die Bestellung SO-00001 in Cancelled

  @shipstation @C10
  Regel: Ein Versandetikett für eine angehaltene Bestellung wird gemeldet wie jedes andere
    Source: https://help.shipstation.com/hc/en-us/articles/360025869712

    Beispiel: Aus dem Halt versandt
      Angenommen ShipStation hat SO-00001 importiert
      Und die Bestellung SO-00001 ist für eine Woche angehalten
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @field @C13
  Regel: Eine Stornierung in ShipStation wird Cin7 Core nicht gemeldet
    Source: https://help.shipstation.com/hc/en-us/articles/360025856192

    Beispiel: Von einer Person in ShipStation storniert
      Angenommen ShipStation hat SO-00001 importiert
      Wenn die Bestellung SO-00001 in ShipStation storniert wird
      Und die Integration abgleicht
      Dann steht die Versandstufe von SO-00001 auf DRAFT
      Und ist der Verkauf SO-00001 nicht storniert

  @own @C14
  Regel: Eine versandte Bestellung wird vom Import nicht wieder geöffnet

    Beispiel: Der Shop erfuhr nichts und exportiert sie wie zuvor
      Angenommen ShipStation hat SO-00001 importiert
      Und für SO-00001 wurde ein Versandetikett ohne Versandbenachrichtigung erstellt
      Und die Rechnung von SO-00001 ist autorisiert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann ist die Bestellung SO-00001 in Shipped
