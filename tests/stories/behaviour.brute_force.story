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

fires: passwords for a database's administrator
ot 192.168.1.99 > 192.168.1.20 tds session code=16 fn=Login target="user sa" result="error refused" exceptions=40 count=40 on=tcp/1433 lasted=2:00
finds 192.168.1.20 by=192.168.1.99 detail="tds, 40"

fires: names and passwords for the directory, by Kerberos and by LDAP
ot 192.168.1.99 > 192.168.1.20 kerberos session code=10 fn="Sign In" target="user tanaka" result="error wrong password" exceptions=12 count=12 on=udp/88 lasted=1:00
ot 192.168.1.98 > 192.168.1.20 ldap session code=96 fn=Bind target="user cn=admin" result="error credentials refused" exceptions=12 count=12 on=tcp/389 lasted=1:00
finds 192.168.1.20 by=192.168.1.99 detail="kerberos, 12"
finds 192.168.1.20 by=192.168.1.98 detail="ldap, 12"

fires: somebody tries to become a client of the broker; one finds the way into MySQL, one into PostgreSQL
ot 192.168.1.99 > 192.168.1.20 mqtt session code=1 fn=Connect target="client x" result="error user or password refused" exceptions=12 count=12 on=tcp/1883 lasted=1:00
ot 192.168.1.98 > 192.168.1.21 mysql session fn=Login target="user root" result="error refused" exceptions=12 count=13 on=tcp/3306 lasted=1:00
ot 192.168.1.97 > 192.168.1.22 postgresql session fn=Login target="user postgres" result="error refused" exceptions=12 count=12 on=tcp/5432 lasted=1:00
findings 3

quiet: a program asks the database each quarter of an hour with the password of last year; a topic is refused
ot 192.168.1.5 > 192.168.1.20 tds session code=16 fn=Login target="user mes" result="error refused" exceptions=40 count=40 on=tcp/1433 lasted=10:00:00
ot 192.168.1.6 > 192.168.1.20 mqtt read code=8 fn=Subscribe target="topic #" result="error refused" exceptions=40 count=40 on=tcp/1883 lasted=1:00
ot 192.168.1.6 > 192.168.1.20 kerberos session code=12 fn="Get Ticket" result="error service unknown" exceptions=40 count=40 on=udp/88 lasted=1:00
