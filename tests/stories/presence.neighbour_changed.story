fires: a port hears somebody else
learn
claim 192.168.1.2 neighbor="plc-1 on own port 7" source=snmp
at 0:10:00
enforce
claim 192.168.1.2 neighbor="box on own port 7" source=snmp
at 0:11:00
finds 192.168.1.2 detail="box on own port 7"

quiet: the same as ever; the neighbours of a newcomer
learn
claim 192.168.1.2 neighbor="plc-1 on own port 7" source=snmp
at 0:10:00
enforce
claim 192.168.1.2 neighbor="plc-1 on own port 7" source=snmp
claim 192.168.1.77 neighbor="plc-1 on own port 7" source=snmp
at 0:11:00
