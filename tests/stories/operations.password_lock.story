fires: the protection of the program is taken off
ot 192.168.1.99 > 192.168.1.10 fins security code=773 fn="Program Area Protect Clear" on=udp/9600
finds 192.168.1.10 by=192.168.1.99 severity=high

fires: a user is made on a computer
ot 192.168.1.99 > 192.168.1.20 dcerpc security pdu=samr code=50 fn="Create User" on=tcp/445 app=smb
finds 192.168.1.20 by=192.168.1.99

quiet: a log-in, and one to a computer
ot 192.168.1.99 > 192.168.1.10 melsoft security code=306 fn="Password Login" on=tcp/5007
ot 192.168.1.99 > 192.168.1.20 smb security code=1 fn="Session Setup" on=tcp/445
