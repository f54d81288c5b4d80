fires: flash is written
ot 192.168.1.99 > 192.168.1.10 cip firmware code=75 fn="Update Flash" target="class 0xa1 instance 1" app=enip on=tcp/44818
finds 192.168.1.10 by=192.168.1.99 severity=critical

quiet: a file and a register are written
ot 192.168.1.99 > 192.168.1.10 slmp file code=4611 fn="Write File" on=tcp/5002
ot 192.168.1.99 > 192.168.1.10 modbus write code=16 fn="Write Multiple Registers"
