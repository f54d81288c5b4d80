fires: a switch takes admin and admin
flow 192.168.1.99 > 192.168.1.2 tcp/23 telnet
anomaly 192.168.1.2 > 192.168.1.99 login.default_password app=telnet on=tcp/23
finds 192.168.1.2 by=192.168.1.99 detail=telnet

quiet: a sign-in that is refused, and one with another password
ot 192.168.1.99 > 192.168.1.2 telnet security pdu=password fn=Login target="user admin" result=refused exceptions=1 on=tcp/23
ot 192.168.1.99 > 192.168.1.2 telnet security pdu=password fn=Login target="user admin" on=tcp/23
