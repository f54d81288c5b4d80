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
