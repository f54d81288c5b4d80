fires: a function that Modbus does not have
ot 192.168.1.99 > 192.168.1.10 modbus write code=100 result="illegal function" exceptions=1
finds 192.168.1.10 by=192.168.1.99 detail="code 100" severity=medium

fires: the device does not have this one
ot 192.168.1.99 > 192.168.1.10 modbus read code=20 fn="Read File Record" result="illegal function" exceptions=1
finds 192.168.1.10 severity=low

quiet: a maker's own service in CIP, and an illegal address
ot 192.168.1.99 > 192.168.1.10 cip read code=76 target="class 0x68 instance 1" app=enip on=tcp/44818
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 fn="Read Holding Registers" result="illegal data address" exceptions=1
