fires: sixty refused log-ins
ot 192.168.1.99 > 192.168.1.20 ftp security pdu=PASS fn=Login target="user admin" result=refused exceptions=60 count=60 on=tcp/21
finds 192.168.1.20 by=192.168.1.99 detail=60

fires: SSH is opened again and again
flow 192.168.1.99 > 192.168.1.20 tcp/22 ssh flows=12 answered=12 packets=200 bytes=40000 lasted=1:00
finds 192.168.1.20

quiet: three slips, told twice; a program that opens SSH each hour
ot 192.168.1.99 > 192.168.1.20 ftp security pdu=PASS fn=Login result=refused exceptions=3 count=4 on=tcp/21 entry=7
at 0:01:00
ot 192.168.1.99 > 192.168.1.20 ftp security pdu=PASS fn=Login result=refused exceptions=3 count=5 on=tcp/21 entry=7
flow 192.168.1.5 > 192.168.1.20 tcp/22 ssh flows=24 answered=24 packets=400 bytes=40000 lasted=24:00:00

fires: three tries at each of five servers
ot 192.168.1.99 > 192.168.1.20 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
ot 192.168.1.99 > 192.168.1.21 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
ot 192.168.1.99 > 192.168.1.22 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
ot 192.168.1.99 > 192.168.1.23 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
ot 192.168.1.99 > 192.168.1.24 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
finds 192.168.1.23 by=192.168.1.99 detail="15 / 5"
findings 1

fires: five passwords for a controller within seconds
ot 192.168.1.99 > 192.168.1.10 slmp security code=5680 fn="Remote Password Unlock" result="wrong remote password" exceptions=5 count=5 on=tcp/5007 lasted=0:10
finds 192.168.1.10 by=192.168.1.99

quiet: Windows tries five times by itself; somebody slips at two servers
ot 192.168.1.99 > 192.168.1.20 smb security code=1 fn="Session Setup" result="logon failure" exceptions=5 count=5 on=tcp/445 lasted=0:20
ot 192.168.1.5 > 192.168.1.20 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
ot 192.168.1.5 > 192.168.1.21 smb security code=1 fn="Session Setup" result="logon failure" exceptions=3 count=3 on=tcp/445
