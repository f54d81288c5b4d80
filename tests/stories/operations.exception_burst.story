fires: ten errors of twelve requests
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" result="illegal data address" exceptions=10 count=12
finds 192.168.1.10 by=192.168.1.99 detail="10 / 12"

fires: one function after the other fails
ot 192.168.1.99 > 192.168.1.10 modbus read code=1 result="illegal function" exceptions=1
ot 192.168.1.99 > 192.168.1.10 modbus read code=2 result="illegal function" exceptions=1
ot 192.168.1.99 > 192.168.1.10 modbus read code=7 result="illegal function" exceptions=1
ot 192.168.1.99 > 192.168.1.10 modbus read code=11 result="illegal function" exceptions=1
ot 192.168.1.99 > 192.168.1.10 modbus read code=12 result="illegal function" exceptions=1
ot 192.168.1.99 > 192.168.1.10 modbus read code=17 result="illegal function" exceptions=1
finds 192.168.1.10

fires: amid the polling of each second somebody asks for what is not there
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 result="ok" exceptions=120 count=420
finds 192.168.1.10 by=192.168.1.5 detail="120 / 420"

quiet: nine errors of nine, told again and again; a few of many
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=9 count=9 entry=7
at 0:02:00
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=9 count=9 entry=7
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=59 count=500
ot 192.168.1.6 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=90 count=4000

quiet: the screen that always asks for one register too many
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=300 count=300 entry=7
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=900 count=900 entry=7
