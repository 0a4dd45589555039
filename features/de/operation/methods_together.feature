# language: de
@de
Funktionalität: Methoden, die nicht zusammen benutzt werden dürfen
  Als Shop in ShipStation und als ShipStation-Shop in Cin7 Core würde dieselbe
  Bestellung in beide Richtungen reisen und könnte zweimal ausgeführt werden.

  @own @seed-11 @seed-12 @O14 @needs:custom_store @needs:shipstation_store
  Regel: Ein ShipStation-Shop wird abgelehnt, solange der Custom Store auf Enabled steht
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Methode 1 ist an, Methode 2 wird versucht
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Wenn in Cin7 Core ein ShipStation-Shop verbunden wird
      Dann wird es abgelehnt, weil dieselbe Bestellung zweimal ausgeführt werden könnte
      Und sagt die Ablehnung, dass zuerst der Custom Store abzuschalten ist
      Und ist kein ShipStation-Shop verbunden

  @own @seed-11 @seed-12 @O15 @needs:custom_store @needs:shipstation_store
  Regel: Der Custom Store wird abgelehnt, solange ein ShipStation-Shop verbunden ist
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Methode 2 ist an, Methode 1 wird versucht
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Wenn der Custom Store Integration Status auf Enabled gestellt wird
      Dann wird es abgelehnt, weil dieselbe Bestellung zweimal ausgeführt werden könnte
      Und sagt die Ablehnung, dass zuerst der ShipStation-Shop zu trennen ist
      Und steht der Custom Store Integration Status auf Disabled

  @seed @seed-11 @seed-12 @O01 @needs:custom_store @needs:shipstation_store
  Regel: Wo beides erlaubt ist, wird vor der Gefahr gewarnt
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Unter der Richtlinie der Seiten von Cin7
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und die Methodenrichtlinie ist cin7
      Wenn der Custom Store daneben auf Enabled gestellt wird
      Dann warnt ein Hinweis, dass dieselbe Bestellung zweimal ausgeführt werden könnte
      Und steht der Custom Store Integration Status auf Enabled

  @own @seed-11 @O20 @needs:custom_store @needs:shipstation_store
  Regel: Die Richtlinie kann nicht strict werden, solange beide aktiv sind
    Source: decision dec-3

    Beispiel: Beide sind aktiv
      Angenommen beide Methoden sind unter der Richtlinie cin7 aktiv
      Wenn die Methodenrichtlinie auf strict gestellt wird
      Dann wird es abgelehnt, weil dieselbe Bestellung zweimal ausgeführt werden könnte
      Und sagt die Ablehnung, dass der eine abzuschalten oder der andere zu trennen ist

    Beispiel: Einer wurde vorher abgeschaltet
      Angenommen beide Methoden sind unter der Richtlinie dear aktiv
      Wenn der Custom Store auf Disabled und die Methodenrichtlinie auf strict gestellt wird
      Und der Custom Store Integration Status auf Enabled gestellt wird
      Dann wird es abgelehnt, weil dieselbe Bestellung zweimal ausgeführt werden könnte

  @own @seed-11 @O16 @needs:custom_store @needs:shipstation_store
  Regel: Von zweien, die im selben Augenblick kommen, gewinnt einer
    Source: decision dec-4

    Beispiel: Auf einmal eingeschaltet und verbunden
      Angenommen die Integration kennt die Organisation
      Wenn im selben Augenblick der Custom Store auf Enabled gestellt und ein ShipStation-Shop verbunden wird
      Dann wird eines der beiden abgelehnt, weil dieselbe Bestellung zweimal ausgeführt werden könnte
      Und ist eines der beiden aktiv

  @cin7 @seed-12 @O02 @needs:custom_store @needs:shipstation_store
  Regel: Wo beide aktiv sind, geht jede Bestellung einmal hindurch
    Source: https://support.dearsystems.com/support/solutions/articles/1000067395

    Szenariogrundriss: Ein Verkauf auf dem Weg zu ShipStation
      Angenommen beide Methoden sind unter der Richtlinie <Richtlinie> aktiv
      Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen
      Wenn zuerst <Erster> fragt und dann der andere
      Dann hat ShipStation eine Bestellung von SO-00001
      Und hat Cin7 Core 1 Verkauf

      Beispiele:
        | Richtlinie | Erster               |
        | cin7       | der Custom Store     |
        | cin7       | der ShipStation-Shop |
        | dear       | der Custom Store     |
        | dear       | der ShipStation-Shop |

    Beispiel: Eine Bestellung, die jemand in den Custom Store eintippt
      Angenommen beide Methoden sind unter der Richtlinie cin7 aktiv
      Und die Bestellung W-1 über 3 BELL-01 kam im Shop "Cin7 Core" an
      Wenn 30 Minuten vergehen
      Dann hat Cin7 Core 0 Verkäufe

    Szenariogrundriss: Eine Bestellung auf dem Weg zu Cin7 Core
      Angenommen beide Methoden sind unter der Richtlinie cin7 aktiv
      Und in Cin7 Core werden 3 BELL-01 ins Regal gelegt
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Und die Integration hat abgeglichen, und der Verkauf zu W-1 ist verpackt
      Wenn zuerst <Erster> fragt und dann der andere
      Dann hat ShipStation eine Bestellung

      Beispiele:
        | Erster               |
        | der Custom Store     |
        | der ShipStation-Shop |

    Beispiel: Ein Paket, von dem beide erfahren
      Angenommen SO-00001 ging neben einem ShipStation-Shop über den Custom Store hinaus
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Und 30 Minuten vergehen
      Dann hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer
      Und sagt das Protokoll von SO-00001 "known"
      Und kennt die Integration eine Sendung

    Beispiel: Seine Ware verlässt das Lager einmal
      Angenommen SO-00001 ging neben einem ShipStation-Shop über den Custom Store hinaus
      Und in Cin7 Core sind 1000 BELL-01 vorhanden
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Und 30 Minuten vergehen
      Dann sind in Cin7 Core 997 BELL-01 vorhanden

  @own @O11 @needs:shipstation_store
  Regel: Zwei Läufe, die eine Bestellung finden, machen eine Kopie
    Source: decision dec-4

    Beispiel: Eine Bestellung aus ShipStation
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und in Cin7 Core werden 3 BELL-01 ins Regal gelegt
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Wenn die Integration im selben Augenblick zweimal abgleichen soll
      Dann hat Cin7 Core 1 Verkauf

    Beispiel: Ein Verkauf aus Cin7 Core
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Wenn die Integration im selben Augenblick zweimal abgleichen soll
      Dann hat ShipStation eine Bestellung von SO-00001

  @field @O12 @needs:shipstation_store
  Regel: Eine Integration, die nach dem Senden endet und bevor sie es vermerkt hat, verdoppelt nichts
    Source: https://github.com/agritheory/shipstation_integration

    Beispiel: Eine Bestellung für ShipStation
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Und die Integration endet, wenn ShipStation die nächsten Bestellungen hat und bevor sie das weiß
      Wenn sie wieder gestartet wird und 15 Minuten vergehen
      Dann hat ShipStation eine Bestellung von SO-00001
      Und sagt das Protokoll von SO-00001, dass nichts gescheitert ist

    Beispiel: Ein Verkauf für Cin7 Core
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und in Cin7 Core werden 3 BELL-01 ins Regal gelegt
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Und die Integration endet, wenn Cin7 Core den nächsten Verkauf hat und bevor sie das weiß
      Wenn sie wieder gestartet wird und 15 Minuten vergehen
      Dann hat Cin7 Core 1 Verkauf

  @own @seed-11 @O19 @needs:custom_store @needs:shipstation_store
  Regel: Ein abgefragter Custom Store, dessen Platz ein ShipStation-Shop hat, wird abgelehnt
    Source: decision dec-6

    Beispiel: ShipStation fragt nach Bestellungen
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und der Custom Store steht auf Disabled, und stattdessen ist ein ShipStation-Shop verbunden
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann zeigt der Shop einen Fehler mit "(409) Conflict"
      Und sagt das Protokoll "slot"

    Beispiel: Es meldet eine Bestellung, die vorher hinausging
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen
      Und ShipStation hat SO-00001 importiert
      Und der Custom Store steht auf Disabled, und stattdessen ist ein ShipStation-Shop verbunden
      Wenn für SO-00001 ein Versandetikett erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core versandt

  @own @O13 @needs:custom_store @needs:shipstation_store
  Regel: Ersetzt eine Methode die andere, gehen Bestellungen unterwegs weder verloren noch doppelt
    Source: decision dec-4

    Szenariogrundriss: Der Custom Store wird ersetzt
      Angenommen SO-00001 ging unter der Richtlinie <Richtlinie> über den Custom Store hinaus
      Wenn der Custom Store auf Disabled gestellt und stattdessen ein ShipStation-Shop verbunden wird
      Und für SO-00001 ein Versandetikett erstellt wird
      Und 30 Minuten vergehen
      Dann hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer
      Und ist SO-00001 auf jeder Seite einmal da

      Beispiele:
        | Richtlinie |
        | cin7       |
        | dear       |

    Szenariogrundriss: Der ShipStation-Shop wird ersetzt
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie <Richtlinie>
      Wenn der ShipStation-Shop getrennt und stattdessen der Custom Store auf Enabled gestellt wird
      Und Versandetiketten für SO-00002 und für W-1 erstellt werden
      Und 30 Minuten vergehen
      Dann ist die Bestellung W-1 ein versandter Verkauf in Cin7 Core
      Und hat der Verkauf SO-00002 eine Versandzeile und eine Sendungsnummer

      Beispiele:
        | Richtlinie |
        | cin7       |
        | dear       |

    Szenariogrundriss: Nichts vom ShipStation-Shop geht über den Custom Store hinaus
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie <Richtlinie>
      Und der ShipStation-Shop ist getrennt, und stattdessen steht der Custom Store auf Enabled
      Wenn ShipStation die Bestellungen des Shops importiert
      Und der Verkauf zu W-1 verpackt und seine Sendung entworfen wird
      Und ShipStation die Bestellungen des Shops importiert
      Dann hat ShipStation 2 Bestellungen, jede einmal

      Beispiele:
        | Richtlinie |
        | cin7       |
        | dear       |

  @own @O17 @needs:custom_store @needs:shipstation_store
  Regel: So ist es auch unter strict, was immer im Augenblick des Wechsels geschieht
    Source: decision dec-8

    Beispiel: Der Custom Store wird ersetzt, unter strict
      Angenommen SO-00001 ging unter der Richtlinie strict über den Custom Store hinaus
      Wenn der Custom Store auf Disabled gestellt und stattdessen ein ShipStation-Shop verbunden wird
      Und für SO-00001 ein Versandetikett erstellt wird
      Und 30 Minuten vergehen
      Dann hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer
      Und ist SO-00001 auf jeder Seite einmal da

    Beispiel: Der ShipStation-Shop wird ersetzt, unter strict
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie strict
      Wenn der ShipStation-Shop getrennt und stattdessen der Custom Store auf Enabled gestellt wird
      Und Versandetiketten für SO-00002 und für W-1 erstellt werden
      Und 30 Minuten vergehen
      Dann ist die Bestellung W-1 ein versandter Verkauf in Cin7 Core
      Und hat der Verkauf SO-00002 eine Versandzeile und eine Sendungsnummer

    Beispiel: Nichts vom ShipStation-Shop geht über den Custom Store hinaus, unter strict
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie strict
      Und der ShipStation-Shop ist getrennt, und stattdessen steht der Custom Store auf Enabled
      Wenn ShipStation die Bestellungen des Shops importiert
      Und der Verkauf zu W-1 verpackt und seine Sendung entworfen wird
      Und ShipStation die Bestellungen des Shops importiert
      Dann hat ShipStation 2 Bestellungen, jede einmal

    Beispiel: Ein Versandetikett, während keine Methode aktiv ist
      Angenommen SO-00001 ging unter der Richtlinie strict über den Custom Store hinaus
      Und der Custom Store steht auf Disabled
      Und ein Versandetikett wurde für SO-00001 erstellt, und niemand erfuhr davon
      Wenn ein ShipStation-Shop verbunden wird und 15 Minuten vergehen
      Dann hat der Verkauf SO-00001 eine Versandzeile und eine Sendungsnummer

    Beispiel: Eine Bestellung, die über den Custom Store hinausging, wird in ShipStation geteilt
      Angenommen SO-00001 ging unter der Richtlinie strict über den Custom Store hinaus
      Und der Custom Store steht auf Disabled, und stattdessen ist ein ShipStation-Shop verbunden
      Wenn SO-00001 in ShipStation in zwei Bestellungen geteilt wird
      Und 30 Minuten vergehen
      Dann hat Cin7 Core 1 Verkauf

    Beispiel: Ein Versandetikett, während der ShipStation-Shop für einen Augenblick getrennt ist
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie strict
      Und der ShipStation-Shop ist getrennt
      Wenn Versandetiketten für SO-00002 und für W-1 erstellt werden
      Und wieder ein ShipStation-Shop verbunden wird und 15 Minuten vergehen
      Dann ist die Bestellung W-1 ein versandter Verkauf in Cin7 Core
      Und hat der Verkauf SO-00002 eine Versandzeile und eine Sendungsnummer

    Beispiel: Der Custom Store hatte eine Bestellung angeboten, die nie ankam
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und der Verkauf SO-00001 ist verpackt und seine Sendung entworfen
      Und eine Seite mit SO-00001 ging auf dem Weg zu ShipStation verloren
      Wenn der Custom Store auf Disabled gestellt und stattdessen ein ShipStation-Shop verbunden wird
      Und 90 Minuten vergehen
      Dann ist SO-00001 auf jeder Seite einmal da

    Beispiel: Sie war über die API unterwegs und kam nie an
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Und die nächsten Bestellungen erreichen ShipStation nie, und der Lauf ist zu Ende
      Wenn der ShipStation-Shop getrennt und stattdessen der Custom Store auf Enabled gestellt wird
      Und 30 Minuten vergehen und ShipStation die Bestellungen des Shops importiert
      Dann ist SO-00001 auf jeder Seite einmal da

    Beispiel: Sie war über die API unterwegs und kam ungehört an
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Und die Integration endet, wenn ShipStation die nächsten Bestellungen hat und bevor sie das weiß
      Wenn der ShipStation-Shop getrennt und stattdessen der Custom Store auf Enabled gestellt wird
      Und 30 Minuten vergehen und ShipStation die Bestellungen des Shops importiert
      Dann ist SO-00001 auf jeder Seite einmal da

    Beispiel: Schlüssel, die nach dem Wechsel erneuert werden, beenden den Blick auf die alten Bestellungen
      Angenommen über einen ShipStation-Shop kam W-1 und ging SO-00002, unter der Richtlinie strict
      Und der ShipStation-Shop ist getrennt, und stattdessen steht der Custom Store auf Enabled
      Wenn die API-Schlüssel in ShipStation erneuert werden
      Und 30 Minuten vergehen
      Dann wurden die toten API-Schlüssel einmal benutzt und dann nicht mehr

  @seed @seed-50 @O18 @needs:custom_store @needs:shipstation_store
  Regel: Versandbenachrichtigungen gehören allein zum Custom Store
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Ein Versandetikett, während nur ein ShipStation-Shop verbunden ist
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und die Bestellung M-1 wurde in ShipStation eingetippt
      Wenn für die Bestellung M-1 ein Versandetikett erstellt wird
      Und die Integration abgleicht
      Dann wurde keine Versandbenachrichtigung gesendet
      Und kennt die Integration die Sendung, einmal

  @seed @seed-13 @O03 @needs:custom_store @needs:shipping_service
  Regel: Ein Versandservice darf neben dem Custom Store stehen
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Methode 3 neben Methode 1
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Wenn API-Schlüssel und Geheimnis eingetragen werden, um als Versandservice zu verbinden
      Dann ist der Versandservice aktiv
      Und steht der Custom Store Integration Status auf Enabled

  @cin7 @O04 @needs:custom_store @needs:shipstation_store @needs:shipping_service
  Regel: Nach den Seiten von Cin7 wird vor Dubletten gewarnt
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Beispiel: Methode 3 neben Methode 1, unter der Richtlinie cin7
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und die Methodenrichtlinie ist cin7
      Wenn ShipStation daneben als Versandservice verbunden wird
      Dann wird vor Dubletten gewarnt
      Und steht der Custom Store Integration Status auf Enabled

  @cin7 @O05 @needs:custom_store @needs:shipping_service
  Regel: Ein Wechsel des Integrationstyps beendet den Custom Store, wenn er bestätigt wird
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Beispiel: Ja, wechseln
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und die Methodenrichtlinie ist dear
      Wenn der Wechsel des Typs zum Versandservice bestätigt wird
      Dann ist der Versandservice aktiv
      Und steht der Custom Store Integration Status auf Disabled

  @cin7 @O06 @needs:custom_store @needs:shipping_service
  Regel: Ein abgelehnter Wechsel des Integrationstyps ändert nichts
    Source: https://support.dearsystems.com/support/solutions/articles/11000072592

    Beispiel: Nein, so lassen
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und die Methodenrichtlinie ist dear
      Wenn der Wechsel des Typs zum Versandservice abgelehnt wird
      Dann ist kein Versandservice verbunden
      Und steht der Custom Store Integration Status auf Enabled

  @seed @seed-14 @O07 @needs:shipstation_store @needs:shipping_service
  Regel: Ein Versandservice darf neben einem ShipStation-Shop stehen
    Source: https://help.shipstation.com/hc/en-us/articles/360025855392

    Beispiel: Methode 3 neben Methode 2
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Wenn API-Schlüssel und Geheimnis eingetragen werden, um als Versandservice zu verbinden
      Dann ist der Versandservice aktiv
      Und ist daneben ein ShipStation-Shop verbunden

    @seed-25
    Beispiel: Ein kopiertes Paar dient beiden
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Wenn API-Schlüssel und Geheimnis eingetragen werden, um als Versandservice zu verbinden
      Und die Integration abgleicht
      Dann ist jede Verbindung aktiv

  @cin7 @O08 @needs:shipstation_store @needs:shipping_service
  Regel: Mit ShipStation-Shop und Versandservice gibt es auf jeder Seite eine Bestellung
    Source: https://help.core.cin7.com/hc/en-us/articles/9034589708431

    Beispiel: Ein Verkauf, den beide senden dürfen
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und daneben ist ein Versandservice verbunden, der exportiert
      Und das Geschäft hat SO-00001 verkauft und die Sendung entworfen
      Wenn 30 Minuten vergehen
      Dann ist SO-00001 auf jeder Seite einmal da

    Beispiel: Eine Bestellung, die einer importiert
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und daneben ist ein Versandservice verbunden, der exportiert
      Und in Cin7 Core werden 3 BELL-01 ins Regal gelegt
      Und die Bestellung W-1 über 3 BELL-01 kam in ShipStation an
      Wenn 30 Minuten vergehen
      Dann ist W-1 auf jeder Seite einmal da

  @own @O09 @needs:custom_store @needs:shipping_service
  Regel: Eine Lieferung geht auf einem Weg hinaus
    Source: decision dec-5

    Beispiel: Was der Custom Store angeboten hat, wird nicht exportiert
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und der Verkauf SO-00001 ist für Austin verpackt, und ShipStation hat ihn importiert
      Und daneben ist ein Versandservice verbunden, der exportiert
      Wenn 15 Minuten vergehen
      Dann hat ShipStation 1 Bestellung und 0 Sendungen von SO-00001
      Und wird SO-00001 von "claimed" zurückgehalten

    Beispiel: Was exportiert wurde, bietet der Custom Store nicht an
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und daneben ist ein Versandservice verbunden, der exportiert
      Und der Verkauf SO-00001 ist für Austin verpackt und seine Sendung entworfen
      Und die Integration hat SO-00001 exportiert
      Wenn ShipStation die Bestellungen des Shops importiert
      Dann hat ShipStation 1 Bestellung und 0 Sendungen von SO-00001

    Beispiel: Ein Versandetikett für das, was der Custom Store anbot, wird auf jener Bestellung gekauft
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und daneben ist ein Versandservice verbunden
      Und der Verkauf SO-00001 ist für Austin verpackt, und ShipStation hat ihn importiert
      Wenn Versandetiketten für SO-00001 erstellt werden
      Dann hat ShipStation 1 Bestellung und 1 Sendung von SO-00001
      Und hat SO-00001 1 Versandetikett und in Cin7 Core dieselbe Nummer

    Beispiel: Ein Versandetikett für das, was angeboten und nie importiert wurde, wird abgelehnt
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und daneben ist ein Versandservice verbunden
      Und der Verkauf SO-00001 ist für Austin verpackt und seine Sendung entworfen
      Und der Custom Store hat SO-00001 angeboten, und ShipStation hat es verloren
      Wenn Versandetiketten für SO-00001 erstellt werden
      Dann wird es wegen "order_missing" abgelehnt

  @own @O10 @needs:shipstation_store @needs:shipping_service
  Regel: Ein Verkauf, der aus ShipStation kam, wird auf seiner eigenen Bestellung etikettiert
    Source: decision dec-5

    Beispiel: Von Methode 2 importiert, von Methode 3 etikettiert
      Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
      Und daneben ist ein Versandservice verbunden
      Und die Bestellung M-1 aus ShipStation wurde als SO-00001 importiert und ist verpackt
      Wenn Versandetiketten für SO-00001 erstellt werden
      Und die Integration abgleicht
      Dann hat die Bestellung M-1 das eine Versandetikett von SO-00001, und es gibt keine andere Bestellung
