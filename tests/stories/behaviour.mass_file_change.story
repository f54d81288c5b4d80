fires: three hundred files are renamed
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=300 on=tcp/445
finds 192.168.1.99 by=192.168.1.20 severity=critical

quiet: twenty, told again and again; a thousand are written
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=60 on=tcp/445 entry=7
at 0:01:00
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=60 on=tcp/445 entry=7
ot 192.168.1.99 > 192.168.1.20 smb file code=9 fn=Write count=1000 on=tcp/445
