# language: de
@de @operation:shipstation.list_shipments @operation:shipstation.list_stores @needs:shipstation_store
Funktionalität: API-Schlüssel, die geteilt, erneuert und ersetzt werden
  Jeder Dienst, der mit ShipStation spricht, benutzt ein Paar aus API-Schlüssel und
  Geheimnis. Wer das Paar beendet, beendet das Gespräch aller, die es haben. Die ältere
  Seite von ShipStation hat ein Paar, das neu erzeugt wird; die heutige hat zwei
  Schlüsselsätze, die ablaufen und gelöscht werden können.

  Grundlage:
    Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
    Und ein anderer Dienst benutzt dieselben API-Schlüssel

  @seed @seed-25 @P01
  Regel: Schlüssel, die andere benutzen, dürfen kopiert werden, und jeder Dienst läuft weiter
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Zwei Dienste, ein Paar
      Wenn die Integration abgleicht
      Dann ist der ShipStation-Shop in Cin7 Core aktiv
      Und wird der andere Dienst bedient

  @seed @seed-26 @P02
  Regel: Erneuerte Schlüssel beenden die Verbindung jedes Dienstes mit den alten
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Szenariogrundriss: Zwei Dienste, ein neues Paar
      Angenommen die Seiten von ShipStation haben <Schlüssel>
      Wenn die API-Schlüssel in ShipStation erneuert werden
      Und die Integration abgleicht
      Dann ist der ShipStation-Shop in Cin7 Core gestört
      Und wird der andere Dienst nicht mehr bedient

      Beispiele:
        | Schlüssel           |
        | ein Schlüsselpaar   |
        | zwei Schlüsselsätze |

  @own @seed-26 @P11
  Regel: Alle Verbindungen mit dem toten Paar halten sofort an und werden genannt
    Source: decision dec-41

    Beispiel: Zwei Organisationen, ein Paar
      Angenommen eine zweite Organisation hat einen ShipStation-Shop mit denselben API-Schlüsseln
      Wenn die API-Schlüssel in ShipStation neu erzeugt werden
      Und 20 Minuten vergehen
      Dann ist der ShipStation-Shop in Cin7 Core gestört
      Und sagt der Grund, dass beide Organisationen das neue Paar brauchen
      Und wurden die toten API-Schlüssel einmal benutzt und dann nicht mehr

  @seed @seed-21 @seed-26 @P03
  Regel: Mit dem neuen Paar geht die Arbeit weiter, und nichts geht verloren
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Szenariogrundriss: Ein Versandetikett wurde erstellt, während die Schlüssel gestört waren
      Angenommen die Seiten von ShipStation haben <Schlüssel>
      Und die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Und in ShipStation wurde inzwischen ein Versandetikett erstellt
      Wenn die neuen API-Schlüssel in Cin7 Core eingetragen werden
      Und die Integration abgleicht
      Dann kennt die Integration die Sendung, einmal

      Beispiele:
        | Schlüssel           |
        | ein Schlüsselpaar   |
        | zwei Schlüsselsätze |

    Beispiel: Eine Bestellung kam herein, während die Schlüssel gestört waren
      Angenommen in Cin7 Core werden 10 BELL-01 ins Regal gelegt
      Und die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Wenn die neuen API-Schlüssel in Cin7 Core eingetragen werden
      Und die Integration abgleicht
      Dann ist die Bestellung W-1 ein Verkauf in Cin7 Core

    Beispiel: Sie kam vorher und war schon ein Verkauf
      Angenommen in Cin7 Core werden 10 BELL-01 ins Regal gelegt
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Und die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Wenn die neuen API-Schlüssel in Cin7 Core eingetragen werden
      Und die Integration abgleicht
      Dann hat Cin7 Core 1 Verkauf

    Beispiel: Ein Verkauf wurde verpackt, während die Schlüssel gestört waren
      Angenommen die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Wenn die neuen API-Schlüssel in Cin7 Core eingetragen werden
      Und die Integration abgleicht
      Dann hat ShipStation eine Bestellung von SO-00001

    Beispiel: Eine Bestellung wurde angelegt, und niemand erfuhr davon, bevor die Schlüssel starben
      Angenommen das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Und die Antwort auf die nächsten Bestellungen geht verloren, und die API-Schlüssel werden erneuert
      Wenn die neuen API-Schlüssel in Cin7 Core eingetragen werden
      Und die Integration abgleicht
      Dann hat ShipStation eine Bestellung von SO-00001
      Und sagt das Protokoll von SO-00001, dass nichts gescheitert ist

  @shipstation @P05
  Regel: Mit zwei Schlüsselsätzen gibt es keine Lücke
    Source: https://help.shipstation.com/hc/en-us/articles/360025856212

    Beispiel: Der zweite Satz wird eingetragen, bevor der erste gelöscht wird
      Angenommen die Seiten von ShipStation haben zwei Schlüsselsätze
      Und in ShipStation wird ein zweiter Schlüsselsatz angelegt
      Und in ShipStation wurde inzwischen ein Versandetikett erstellt
      Wenn der zweite Schlüsselsatz in Cin7 Core eingetragen und der erste gelöscht wird
      Und die Integration abgleicht
      Dann kennt die Integration die Sendung, einmal

    Beispiel: Niemand wird dabei abgewiesen
      Angenommen die Seiten von ShipStation haben zwei Schlüsselsätze
      Und in ShipStation wird ein zweiter Schlüsselsatz angelegt
      Wenn der zweite Schlüsselsatz in Cin7 Core eingetragen und der erste gelöscht wird
      Und 60 Minuten vergehen
      Dann ist der ShipStation-Shop in Cin7 Core aktiv
      Und wurde kein Aufruf abgewiesen

  @field @P08
  Regel: Ein Schlüssel der API V2 wird mit einem Hinweis abgelehnt
    Source: https://www.shipstation.com/docs/api/

    Beispiel: Ein V2-Schlüssel in den V1-Feldern
      Wenn ein Schlüssel der API V2 in Cin7 Core eingetragen wird
      Dann wird es als falsche Zugangsdaten abgelehnt
      Und sagt die Ablehnung, dass ein Schlüssel der API V2 hier nicht geht

  @own @P09 @needs:custom_store
  Regel: Der Custom Store braucht keinen API-Schlüssel
    Source: decision dec-41

    Beispiel: ShipStation importiert, nachdem die Schlüssel erneuert wurden
      Angenommen Cin7 Core ist daneben in ShipStation als Shop verbunden
      Und die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann ist die Bestellung SO-00001 in Awaiting Shipment

    Beispiel: Auch die Versandbenachrichtigung kommt an
      Angenommen Cin7 Core ist daneben in ShipStation als Shop verbunden
      Und die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden
      Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen
      Und ShipStation hat SO-00001 importiert
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @own @P10 @operation:cin7_core.list_sales
  Regel: 403 von Cin7 Core ist zuerst eine Drosselung und erst dann ein entzogener Schlüssel
    Source: decision dec-41

    Szenariogrundriss: So viele hintereinander
      Angenommen Cin7 Core verbietet die nächsten <Anzahl> Aufrufe
      Wenn 20 Minuten vergehen
      Dann ist der letzte Lauf <Ende>

      Beispiele:
        | Anzahl | Ende        |
        | 2      | gelungen    |
        | 3      | gescheitert |
