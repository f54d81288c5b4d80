fires: a laptop polls what the SCADA alone polled
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=600
at 0:10:00
enforce
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" count=60
finds 192.168.1.10 by=192.168.1.99 count=60

quiet: one read; and a third where there were two before
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 count=600
ot 192.168.1.5 > 192.168.1.11 modbus read code=3 count=600
ot 192.168.1.6 > 192.168.1.11 modbus read code=3 count=600
at 0:10:00
enforce
ot 192.168.1.99 > 192.168.1.10 modbus read code=3
ot 192.168.1.99 > 192.168.1.11 modbus read code=3 count=60
