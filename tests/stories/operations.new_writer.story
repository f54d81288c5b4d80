fires: a screen that only read begins to write
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=0..9
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=6 fn="Write Single Register" space=holding range=4
finds 192.168.1.10 by=192.168.1.5 severity=high detail="Write Single Register"

quiet: the known writer goes on
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=6 space=holding range=4
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=6 space=holding range=4 count=60

quiet: a new reader
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3
at 1:00:00
enforce
ot 192.168.1.6 > 192.168.1.10 modbus read code=3

quiet: without learning
ot 192.168.1.5 > 192.168.1.10 modbus write code=6

fires: a computer that only watched operates a breaker
learn
ot 192.168.1.5 > 192.168.1.10 iec104 read code=100 fn="Interrogation" on=tcp/2404
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 iec104 control code=45 fn="Single Command" target="station 1" space=object range=10010 on=tcp/2404
finds 192.168.1.10 by=192.168.1.5 severity=high detail="Single Command"

quiet: a controller is stopped, which operations.cpu_state tells
learn
ot 192.168.1.5 > 192.168.1.10 s7comm read pdu=job code=4 on=tcp/102
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm control pdu=job code=41 fn="PLC Stop" on=tcp/102

quiet: a screen writes to a device that has come
learn
ot 192.168.1.5 > 192.168.1.11 modbus write code=6 space=holding range=4
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus write code=6 space=holding range=4

fires: a stranger writes to a device that has come
learn
ot 192.168.1.5 > 192.168.1.11 modbus write code=6 space=holding range=4
at 1:00:00
enforce
ot 192.168.1.7 > 192.168.1.10 modbus write code=6 space=holding range=4
finds 192.168.1.10 by=192.168.1.7 severity=high

fires: a screen writes to a device that is seldom connected, which is no newcomer
learn
ot 192.168.1.5 > 192.168.1.11 modbus write code=6 space=holding range=4
at 1:00:00
enforce
flow 192.168.1.10 > 192.168.1.11 tcp/502 modbus
say 192.168.1.10 note=seldom
ot 192.168.1.5 > 192.168.1.10 modbus write code=6 space=holding range=4
finds 192.168.1.10 by=192.168.1.5 severity=high

quiet: a controller that takes the place of another writes where that one wrote
learn
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
ot 192.168.1.10 > 192.168.1.20 s7comm write pdu=job code=5 fn="Write Variable" target="DB7" space=DB range=40..41 on=tcp/102
at 1:00:00
enforce
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp
ot 192.168.1.10 > 192.168.1.20 s7comm write pdu=job code=5 fn="Write Variable" target="DB7" space=DB range=40..41 on=tcp/102 count=80 lasted=1:00:00
at 1:10:00
restart
ot 192.168.1.10 > 192.168.1.20 s7comm write pdu=job code=5 fn="Write Variable" target="DB7" space=DB range=40..41 on=tcp/102 count=90 lasted=1:00:00

fires: it writes to one to which that one never wrote
learn
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
ot 192.168.1.10 > 192.168.1.20 s7comm write pdu=job code=5 fn="Write Variable" target="DB7" space=DB range=40..41 on=tcp/102
ot 192.168.1.6 > 192.168.1.21 s7comm read pdu=job code=4 on=tcp/102
at 1:00:00
enforce
claim 02:00:00:00:00:77 ip=192.168.1.10 source=arp
ot 192.168.1.10 > 192.168.1.21 s7comm write pdu=job code=5 fn="Write Variable" target="DB7" space=DB range=40..41 on=tcp/102
at 1:10:00
finds 192.168.1.21 by=192.168.1.10 severity=high
