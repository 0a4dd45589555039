# language: de
@de @operation:shipstation.get_refresh_status @operation:shipstation.list_stores
Funktionalität: Ein Benutzer in mehreren Organisationen
  ShipStation meldet sich bei Cin7 Core mit Benutzername und Passwort an. Gehört der
  Benutzer zu mehreren Organisationen, kann niemand sagen, wessen Bestellungen gemeint
  sind.

  Grundlage:
    Angenommen Cin7 Core ist in ShipStation als Shop verbunden
    Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen

  @seed @seed-68 @seed-69 @Q01
  Regel: Ein Benutzer in mehreren Organisationen lässt den Import mit Fehler 300 scheitern
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Der Benutzer gehört zu einer zweiten Organisation
      Angenommen der Benutzer der Verbindung gehört zu einer zweiten Organisation
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann zeigt der Shop "Error: (300) Multiple Choices Redirect."
      Und hat ShipStation keine Bestellung SO-00001

  @seed @seed-02 @seed-19 @seed-70 @Q02
  Regel: Ein neuer Benutzer in einer einzigen Organisation ist die Abhilfe
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Der Shop wird mit einem neuen Benutzer neu eingerichtet
      Angenommen der Import ist gescheitert, weil der Benutzer zu einer zweiten Organisation gehört
      Wenn für den Shop ein neuer Benutzer einer einzigen Organisation eingetragen wird
      Und ShipStation die Bestellungen des Shops importiert
      Dann ist die Bestellung SO-00001 in Awaiting Shipment
      Und zeigt der Shop keinen Fehler

  @seed @seed-71 @Q03
  Regel: Jede Organisation hat einen eigenen Shop mit einem eigenen Benutzer
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Zwei Shops nebeneinander
      Angenommen eine zweite Organisation hat einen eigenen Benutzer und einen eigenen Shop
      Und die zweite Organisation hat SO-00001 verkauft und die Sendung entworfen
      Wenn ShipStation die Bestellungen beider Shops importiert
      Dann hat jeder Shop seine eigene Bestellung SO-00001

  @own @Q04
  Regel: Eine spätere Einladung bricht eine Verbindung, die funktionierte

    Beispiel: Am Morgen ging es noch
      Angenommen ShipStation hat SO-00001 importiert
      Und der Benutzer der Verbindung gehört zu einer zweiten Organisation
      Wenn ShipStation zwei Minuten später die Bestellungen des Shops importiert
      Dann zeigt der Shop "Error: (300) Multiple Choices Redirect."
