fires: a service is made on another computer
ot 192.168.1.99 > 192.168.1.20 smb control code=3 fn="Tree Connect" target="\\PC\\ADMIN$" on=tcp/445
ot 192.168.1.99 > 192.168.1.20 dcerpc config pdu=svcctl code=12 fn="Create Service" on=tcp/445 app=smb
finds 192.168.1.20 by=192.168.1.99 severity=critical

quiet: a share, and the pipes behind it
ot 192.168.1.99 > 192.168.1.20 smb file code=3 fn="Tree Connect" target="\\PC\\kyoyu" on=tcp/445
ot 192.168.1.99 > 192.168.1.20 smb session code=3 fn="Tree Connect" target="\\PC\\IPC$" on=tcp/445
