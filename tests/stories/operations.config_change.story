fires: a station is reset to the settings of the factory
ot 02:00:00:00:00:99 > 02:00:00:00:00:10 profinet-dcp config fn="Reset to Factory" on=0x8892
finds 02:00:00:00:00:10 severity=critical

fires: the parameter area is written
ot 192.168.1.99 > 192.168.1.10 fins config code=514 fn="Parameter Area Write" on=udp/9600
finds 192.168.1.10 by=192.168.1.99 severity=medium

quiet: an address, and a setting that was learned
learn
ot 192.168.1.5 > 192.168.1.10 slmp config code=3636 fn="Set Parameter" on=udp/61451
at 0:10:00
enforce
ot 192.168.1.5 > 192.168.1.10 slmp config code=3636 fn="Set Parameter" on=udp/61451
ot 192.168.1.5 > 192.168.1.10 slmp config code=3633 fn="Set IP Address" on=udp/61451

fires: a switch is set by SNMP; a BACnet device takes a backup in
ot 192.168.1.99 > 192.168.1.2 snmp write code=3 fn=SetRequest on=udp/161
ot 192.168.1.99 > 192.168.1.10 bacnet control pdu=confirmed code=20 fn=ReinitializeDevice target="start restore" on=udp/47808
finds 192.168.1.2 by=192.168.1.99 severity=medium
finds 192.168.1.10 severity=high

quiet: SNMP is read; a database is written to
ot 192.168.1.99 > 192.168.1.2 snmp read code=0 fn=GetRequest on=udp/161
ot 192.168.1.99 > 192.168.1.30 tds write code=1 fn=Insert on=tcp/1433

fires: the registry of a TwinCAT system and a parameter of its terminal are written; what is read is quiet
ot 192.168.1.99 > 192.168.1.10 ads config code=3 subcode=200 fn="Write Registry" target="key Software" on=tcp/48898
ot 192.168.1.99 > 192.168.1.11 ads config code=3 subcode=62210 fn="Write CoE Object" target="port 1001 object 0x8010 subindex 2" on=tcp/48898
ot 192.168.1.99 > 192.168.1.12 ads read code=9 subcode=200 fn="Read Registry" target="key Software" on=tcp/48898
findings 2

fires: a CODESYS device is set back to its origin; its name is told elsewhere
ot 192.168.1.99 > 192.168.1.10 codesys config code=1 subcode=4 fn="Device Reset to Origin" on=tcp/11740
ot 192.168.1.99 > 192.168.1.11 codesys config code=1 subcode=9 fn="Device Set Name of Node" on=tcp/11740
findings 1
finds 192.168.1.10 severity=critical
