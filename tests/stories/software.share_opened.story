fires: a share is made from afar
ot 192.168.1.99 > 192.168.1.20 dcerpc config pdu=srvsvc code=14 fn="Add Share" on=tcp/445 app=smb
finds 192.168.1.20 by=192.168.1.99 severity=medium

fires: a share that nobody used
learn
ot 192.168.1.5 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\FILES\kyoyu" on=tcp/445
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\FILES\jinji" on=tcp/445
finds 192.168.1.20 detail=jinji

quiet: the share of every day, by another computer and another name of the server
learn
ot 192.168.1.5 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\FILES\kyoyu" on=tcp/445
at 0:10:00
enforce
ot 192.168.1.6 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\files.kojo.example\kyoyu" on=tcp/445
ot 192.168.1.6 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\FILES\jinji" result="access denied" exceptions=1 on=tcp/445

quiet: nothing was learned
ot 192.168.1.5 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\FILES\kyoyu" on=tcp/445
