fires: from 10 ms to half a second
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=600 response=10000
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=900 response=500000
finds 192.168.1.10 by=192.168.1.5 detail="10 -> 500"

quiet: a little slower; far slower, but still quick
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 count=600 response=100000
ot 192.168.1.5 > 192.168.1.11 modbus read code=3 count=600 response=1000
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 count=900 response=300000
ot 192.168.1.5 > 192.168.1.11 modbus read code=3 count=900 response=50000
