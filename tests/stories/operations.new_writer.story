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
