fires: the screen that reads 100 to 131 reads 0 to 999
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" space=holding range=100..131
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" space=holding range=100..131
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" space=holding range=0..999 count=4
finds 192.168.1.10 by=192.168.1.5 severity=low detail="holding 0..999" count=4
findings 1

fires: another data block, and another one: once for the pair
learn
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB1 range=0..99 on=tcp/102
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB2 range=0..9 on=tcp/102
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB99 range=0..9 on=tcp/102
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB98 range=0..9 on=tcp/102
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB1 range=0..99 on=tcp/102
finds 192.168.1.10 by=192.168.1.5 detail="Read Var, DB98, DB 0..9" count=2
findings 1

fires: in a block that it reads, beyond what it reads of it
learn
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB1 range=0..99 on=tcp/102
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB2 range=0..9 on=tcp/102
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB2 range=0..99 on=tcp/102
finds 192.168.1.10 by=192.168.1.5 detail="Read Var, DB2, DB 10..99"

fires: a tag, an OPC UA node, another function
learn
ot 192.168.1.5 > 192.168.1.10 cip read code=76 fn="Read Tag" target="tag Speed" on=tcp/44818 app=enip
ot 192.168.1.6 > 192.168.1.11 opcua read code=631 fn=Read target="ns=2;s=Line1.Speed" on=tcp/4840
ot 192.168.1.5 > 192.168.1.12 modbus read code=3 space=holding range=0..9
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 cip read code=76 fn="Read Tag" target="tag Recipe" on=tcp/44818 app=enip
ot 192.168.1.6 > 192.168.1.11 opcua read code=631 fn=Read target="ns=2;s=Line1.Password" on=tcp/4840
ot 192.168.1.5 > 192.168.1.12 modbus read code=4 fn="Read Input Registers" space=input range=0..9
finds 192.168.1.10 detail="tag Recipe"
finds 192.168.1.11 detail="Line1.Password"
finds 192.168.1.12 detail="Read Input Registers"
findings 3

fires: after a restart the targets are known
learn
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB1 range=0..99 on=tcp/102
at 1:00:00
restart
enforce
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB1 range=0..99 on=tcp/102
ot 192.168.1.5 > 192.168.1.10 s7comm read code=4 fn="Read Var" space=DB target=DB99 range=0..9 on=tcp/102
finds 192.168.1.10 by=192.168.1.5 detail=DB99 count=1

quiet: a part of what was learned, two learned ranges in one; the first read of somebody; nothing was learned
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=500
learn
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=100..131
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=132..140
ot 192.168.1.5 > 192.168.1.10 cip read code=76 target="tag Speed" on=tcp/44818 app=enip
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=110..120
ot 192.168.1.5 > 192.168.1.10 modbus read code=3 space=holding range=125..135
ot 192.168.1.5 > 192.168.1.10 cip read code=76 target="tag Speed" on=tcp/44818 app=enip
ot 192.168.1.6 > 192.168.1.10 modbus read code=3 space=holding range=500

quiet: another reading function that names no place
learn
ot 192.168.1.6 > 192.168.1.11 opcua read code=631 fn=Read target="ns=2;s=Line1.Speed" on=tcp/4840
at 1:00:00
enforce
ot 192.168.1.6 > 192.168.1.11 opcua read code=847 fn=DeleteSubscriptions on=tcp/4840
