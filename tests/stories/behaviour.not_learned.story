fires: two known devices that never spoke begin to
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.6 > 192.168.1.11 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.11 tcp/502 modbus
finds 192.168.1.11 by=192.168.1.5

fires: a computer that read files begins to rename them
learn
flow 10.0.0.5 > 10.0.0.6 tcp/445 smb
ot 10.0.0.5 > 10.0.0.6 smb file code=8 fn=Read on=tcp/445
at 1:00:00
enforce
ot 10.0.0.5 > 10.0.0.6 smb file code=17 fn=Rename count=300 on=tcp/445
finds 10.0.0.6 by=10.0.0.5 count=300

fires: a computer that fetched files by FTP deletes one
learn
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/prog/a.mer on=tcp/21
flow 192.168.1.5 > 192.168.1.10 tcp/21 ftp
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 ftp file fn=DELE code=0 target=/prog/a.mer on=tcp/21
finds 192.168.1.10 by=192.168.1.5 detail="DELE, /prog/a.mer"

quiet: the same pair goes on, one more kind of reading
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
ot 192.168.1.5 > 192.168.1.10 modbus read code=3
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus flows=2
ot 192.168.1.5 > 192.168.1.10 modbus read code=4

quiet: a protocol that is not understood in its first second
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/502 entry=9
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus entry=9

fires: 192.168.1.66 tries twenty ports of two servers: two findings for three attempts, then it is a scan
learn
flow 192.168.1.66 > 192.168.1.5 tcp/445 smb
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
flow 192.168.1.5 > 192.168.1.11 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.66 > 192.168.1.10 tcp/20 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/21 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/22 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/23 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/24 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/25 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/26 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/27 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/28 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/29 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/30 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/31 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/32 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/33 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/34 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/35 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/36 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/37 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.10 tcp/38 answered=0 refused=1 back=1 state=closed
flow 192.168.1.66 > 192.168.1.11 tcp/39 answered=0 refused=1 back=1 state=closed
finds 192.168.1.10 by=192.168.1.66
findings 2

quiet: who was only spoken to while it was learned, and is a device later
learn
flow 02:00:00:00:00:10 > 02:00:00:00:00:20 0x8892 profinet-rt packets=0 back=5
at 1:00:00
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
claim 02:00:00:00:00:20 ip=192.168.1.20 source=arp
flow 192.168.1.10 > 192.168.1.20 tcp/502 modbus smac=02:00:00:00:00:10 dmac=02:00:00:00:00:20
at 1:01:00
enforce
flow 02:00:00:00:00:10 > 02:00:00:00:00:20 0x8892 profinet-rt packets=0 back=9

quiet: frames between two that are heard the other way round after a pause
learn
flow 02:00:00:00:00:10 > 02:00:00:00:00:20 0x8892 profinet-rt
claim 02:00:00:00:00:10 ip=192.168.1.10 source=arp
claim 02:00:00:00:00:20 ip=192.168.1.20 source=arp
at 1:00:00
enforce
flow 02:00:00:00:00:20 > 02:00:00:00:00:10 0x8892 profinet-rt
at 1:10:00

quiet: a connection goes on that began before the sensor was started anew: nobody can tell its protocol
learn
flow 192.168.1.5 > 192.168.1.10 tcp/3389 rdp
flow 192.168.1.5 > 192.168.1.11 tcp/3389 lasted=1:00
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/3389 lasted=1:00
flow 192.168.1.5 > 192.168.1.11 tcp/3389 rdp
at 1:10:00

fires: the same port with somebody else
learn
flow 192.168.1.5 > 192.168.1.10 tcp/3389 rdp
flow 192.168.1.6 > 192.168.1.11 tcp/3389 rdp
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.11 tcp/3389 lasted=1:00
at 1:10:00
finds 192.168.1.11 by=192.168.1.5
findings 1

quiet: a service that is new itself is one event, and software.new_service tells it
learn
flow 192.168.1.5 > 192.168.1.10 tcp/3389 rdp
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.10 tcp/5900 lasted=1:00
flow 192.168.1.5 > 192.168.1.10 tcp/23 telnet
at 1:10:00

quiet: heard from its middle on, the answer is taken for the question; programs of one computer
learn
flow 192.168.1.5 > 192.168.1.10 udp/9600 fins
flow 127.0.0.1 > 127.0.0.1 tcp/4840 opcua
at 1:00:00
enforce
flow 192.168.1.10 > 192.168.1.5 udp/58722 fins
flow 127.0.0.1 > 127.0.0.1 tcp/58566 lasted=0:20
at 1:05:00

fires: files of FTP come from a server that nobody learned
learn
flow 192.168.1.5 > 192.168.1.10 tcp/21 ftp
flow 192.168.1.5 > 192.168.1.10 tcp/51000 ftp-data
flow 192.168.1.6 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.6 > 192.168.1.10 tcp/52000 ftp-data
finds 192.168.1.10 by=192.168.1.6 detail=ftp-data

quiet: programs of one computer among themselves, at its own address
learn
flow 192.168.1.5 > 192.168.1.10 tcp/502 modbus
at 1:00:00
enforce
flow 192.168.1.5 > 192.168.1.5 tcp/51944

fires: a device begins to send traps to another one, which never answers
learn
flow 192.168.1.10 > 192.168.1.6 udp/162 snmp answered=0 packets=3 back=0
flow 192.168.1.10 > 192.168.1.5 tcp/80 http
at 1:00:00
enforce
flow 192.168.1.10 > 192.168.1.6 udp/162 snmp answered=0 packets=4 back=0 flows=2
flow 192.168.1.10 > 192.168.1.5 udp/162 snmp answered=0 packets=3 back=0
findings 1
finds 192.168.1.5 by=192.168.1.10

quiet: logs come when they come
learn
flow 192.168.1.10 > 192.168.1.6 tcp/80 http
at 1:00:00
enforce
flow 192.168.1.10 > 192.168.1.6 udp/514 syslog answered=0 packets=3 back=0
