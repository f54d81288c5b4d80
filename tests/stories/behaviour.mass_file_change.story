fires: three hundred files are renamed
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=300 on=tcp/445
finds 192.168.1.99 by=192.168.1.20 severity=critical

quiet: twenty, told again and again; a thousand are written
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=60 on=tcp/445 entry=7
at 0:01:00
ot 192.168.1.99 > 192.168.1.20 smb file code=17 fn=Rename count=60 on=tcp/445 entry=7
ot 192.168.1.99 > 192.168.1.20 smb file code=9 fn=Write count=1000 on=tcp/445

fires: a hundred files of a share are renamed by their names; of a WebDAV server they are removed
ot 192.168.1.98 > 192.168.1.20 smb file code=17 fn=Rename target="parts\a.dxf" on=tcp/445
ot 192.168.1.98 > 192.168.1.20 smb file code=17 fn=Rename count=99 on=tcp/445
ot 192.168.1.98 > 192.168.1.20 smb file code=17 fn="Rename To" target="parts\a.locked" on=tcp/445
ot 192.168.1.97 > 192.168.1.21 http file pdu=DELETE fn=DELETE code=0 count=120 on=tcp/80
finds 192.168.1.98 by=192.168.1.20 detail="Rename, 100"
finds 192.168.1.97 by=192.168.1.21 detail="DELETE, 120"
findings 2
