fires: a switch is administered by Telnet
claim 192.168.1.10 security=Telnet source=telnet rank=banner
at 0:00:10
finds 192.168.1.10 detail=Telnet severity=medium

fires: SNMP by the community of the manual
claim 192.168.1.10 security="SNMP private" source=snmp
at 0:00:10
finds 192.168.1.10 severity=high

quiet: SSH, FTP over TLS, SNMPv3
claim 192.168.1.10 security="SSH 2" source=ssh rank=banner
claim 192.168.1.10 security="FTP over TLS" source=ftp rank=banner
claim 192.168.1.10 security="SNMPv3" source=snmp
at 0:00:10

quiet: Telnet, which was learned
learn
claim 192.168.1.10 security=Telnet source=telnet rank=banner
at 0:10:00
enforce
claim 192.168.1.10 security=Telnet source=telnet rank=banner
claim 192.168.1.10 hostname=SW1 source=telnet rank=banner
at 0:20:00

fires: the password of a route of TwinCAT
claim 192.168.1.10 security="ADS clear-text password of a route" source=ads
at 0:00:10
finds 192.168.1.10 detail="ADS clear-text"
