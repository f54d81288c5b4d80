fires: from a second to 100 ms
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=600 period=1000000 jitter=2000
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=900 period=100000 jitter=2000
finds 192.168.1.10 by=192.168.1.5 detail="1000 -> 100"

quiet: it jitters; it never was cyclic; another question
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 count=600 period=1000000 jitter=2000
ot 192.168.1.5 > 192.168.1.10 modbus read code=4 count=600 period=1000000 jitter=900000
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 count=900 period=1300000 jitter=200000
ot 192.168.1.5 > 192.168.1.10 modbus read code=4 count=900 period=100000 jitter=90000
ot 192.168.1.5 > 192.168.1.10 modbus read code=1 count=900 period=100000 jitter=900
