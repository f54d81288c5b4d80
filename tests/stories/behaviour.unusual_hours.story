fires: the screen that sets values on working days sets some at night
learn
hourly 4:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100
hourly 52:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100
hourly 192:00:00
enforce
hourly 212:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100
hourly 213:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers" space=holding range=100
finds 192.168.1.10 by=192.168.1.5 severity=medium detail="Write Multiple Registers" count=2
findings 1

fires: a conversation of each hour of work, on a Saturday, and a second finding at night
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
say 192.168.1.10 role=plc
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=7
hourly 2:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=7 flows=2 lasted=2:00:00
hourly 4:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=7 flows=3 lasted=4:00:00
hourly 5:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=7 flows=4 lasted=5:00:00
hourly 29:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=7 flows=5 lasted=29:00:00
hourly 192:00:00
enforce
hourly 302:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
hourly 352:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
finds 192.168.1.10 by=192.168.1.5 severity=low detail="T20:00, modbus 502"
findings 2

fires: after a restart the hours are known
learn
hourly 4:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 192:00:00
restart
enforce
hourly 212:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
finds 192.168.1.10 by=192.168.1.5

fires: only working days were learned, and on such a night somebody writes
learn
hourly 4:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 98:00:00
enforce
hourly 188:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
finds 192.168.1.10 by=192.168.1.5
findings 1

fires: a whole line works on a Saturday: three have findings of their own, one has all others
learn
hourly 4:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.11 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.12 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.13 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.14 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.15 modbus write code=16 space=holding range=100
hourly 192:00:00
enforce
hourly 294:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.11 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.12 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.13 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.14 modbus write code=16 space=holding range=100
ot 192.168.1.5 > 192.168.1.15 modbus write code=16 space=holding range=100
finds 192.168.1.12 by=192.168.1.5 detail="T12:00"
findings 4

quiet: only working days were learned, and somebody writes on Saturday
learn
hourly 4:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 98:00:00
enforce
hourly 126:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100

quiet: two hours were learned
learn
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
at 2:00:00
enforce
hourly 20:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100

quiet: the same hour last week, another hour of the same shift, the next working day
learn
hourly 20:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 141:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 192:00:00
enforce
hourly 213:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 309:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100
hourly 356:00:00
ot 192.168.1.5 > 192.168.1.10 modbus write code=16 space=holding range=100

quiet: a connection that stands at all hours; a read at night; what was never learned; a remote session
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
say 192.168.1.10 role=plc
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=100
flow 192.168.1.6 > 192.168.1.10 tcp/22 ssh
hourly 192:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus lasted=192:00:00
enforce
hourly 212:00:00
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus lasted=212:00:00
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=100
ot 192.168.1.7 > 192.168.1.10 modbus write code=16 space=holding range=100
flow 192.168.1.6 > 192.168.1.10 tcp/22 ssh
