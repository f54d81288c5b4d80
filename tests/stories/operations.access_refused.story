fires: a wrong remote password
ot 192.168.1.99 > 192.168.1.10 slmp security code=5680 fn="Remote Password Unlock" result="error 0xc810 wrong remote password" exceptions=2 count=2 on=tcp/5002
finds 192.168.1.10 by=192.168.1.99 count=2

fires: a write to what is protected
ot 192.168.1.99 > 192.168.1.10 fins write code=258 fn="Memory Area Write" result="error 0x2102 protected" exceptions=1 on=udp/9600
finds 192.168.1.10 detail=protected

quiet: an address that does not exist, and a log-in that is taken
ot 192.168.1.99 > 192.168.1.10 modbus read code=3 result="illegal data address" exceptions=5 count=5
ot 192.168.1.99 > 192.168.1.10 melsoft security code=306 fn="Password Login" on=tcp/5007

fires: a GE controller refuses a password
ot 192.168.1.99 > 192.168.1.10 ge-srtp security code=33 fn="Change Privilege Level" result="error 0x5f5 invalid password" exceptions=1 on=tcp/18245
finds 192.168.1.10
