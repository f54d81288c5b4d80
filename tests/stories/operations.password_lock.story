fires: the protection of the program is taken off
ot 192.168.1.99 > 192.168.1.10 fins security code=773 fn="Program Area Protect Clear" on=udp/9600
finds 192.168.1.10 by=192.168.1.99 severity=high

fires: a user is made on a computer
ot 192.168.1.99 > 192.168.1.20 dcerpc security pdu=samr code=50 fn="Create User" on=tcp/445 app=smb
finds 192.168.1.20 by=192.168.1.99

quiet: a log-in, and one to a computer
ot 192.168.1.99 > 192.168.1.10 melsoft security code=306 fn="Password Login" on=tcp/5007
ot 192.168.1.99 > 192.168.1.20 smb security code=1 fn="Session Setup" on=tcp/445

fires: a TwinCAT system is given a route
ot 192.168.1.99 > 192.168.1.10 ads security pdu=udp code=6 fn="Add Route" target="user Administrator" result=ok on=udp/48899
finds 192.168.1.10 by=192.168.1.99 severity=high detail="user Administrator"

quiet: its routes are read
ot 192.168.1.99 > 192.168.1.10 ads identify code=2 subcode=803 fn="Read Routes" target="port 10000" on=tcp/48898
