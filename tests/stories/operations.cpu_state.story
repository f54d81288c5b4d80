fires: a PLC is told to stop
ot 192.168.1.99 > 192.168.1.10 s7comm control pdu=job code=41 fn="PLC Stop" on=tcp/102 count=2
finds 192.168.1.10 by=192.168.1.99 severity=critical count=2 detail="PLC Stop"

fires: a controller refuses to be stopped, which is told too
ot 192.168.1.99 > 192.168.1.10 slmp control code=4098 fn="Remote Stop" result="remote request is not possible" on=tcp/5002
finds 192.168.1.10 detail="not possible"

fires: a start is less than a stop
ot 192.168.1.99 > 192.168.1.10 fins control code=1025 fn=Run on=udp/9600
finds 192.168.1.10 severity=medium

quiet: commands of the process itself
ot 192.168.1.5 > 192.168.1.10 iec104 control code=45 fn="Single Command" on=tcp/2404
ot 192.168.1.5 > 192.168.1.10 dnp3 control code=4 fn=Operate on=tcp/20000

quiet: the start of each morning, as learned
learn
ot 192.168.1.5 > 192.168.1.10 fins control code=1025 fn=Run on=udp/9600
at 24:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 fins control code=1025 fn=Run on=udp/9600

fires: a controller is shut down over PCCC; the program of an outstation begins anew
ot 192.168.1.99 > 192.168.1.10 cip control pdu=pccc code=15 subcode=7 fn="Shutdown" on=tcp/44818 app=enip
ot 192.168.1.99 > 192.168.1.11 dnp3 control code=16 fn="Initialize Application" on=tcp/20000
finds 192.168.1.10 severity=critical
finds 192.168.1.11 severity=high

fires: a BACnet device begins anew
ot 192.168.1.99 > 192.168.1.10 bacnet control pdu=confirmed code=20 fn=ReinitializeDevice target="cold start" on=udp/47808
finds 192.168.1.10 severity=high

quiet: it prepares for a backup, or ends it
ot 192.168.1.99 > 192.168.1.10 bacnet control pdu=confirmed code=20 fn=ReinitializeDevice target="start backup" on=udp/47808
ot 192.168.1.99 > 192.168.1.10 bacnet control pdu=confirmed code=20 fn=ReinitializeDevice target="abort restore" on=udp/47808

fires: a TwinCAT runtime is stopped, the whole system is set to config mode, a program is started on it
ot 192.168.1.99 > 192.168.1.10 ads control code=5 subcode=6 fn="Write Control Stop" target="port 851" on=tcp/48898
ot 192.168.1.99 > 192.168.1.11 ads control code=5 subcode=15 fn="Write Control Config Mode" target="port 10000" on=tcp/48898
ot 192.168.1.99 > 192.168.1.12 ads control code=3 subcode=500 fn="Start Process" target="process cmd.exe" on=tcp/48898
ot 192.168.1.99 > 192.168.1.13 ads control code=5 subcode=13 fn="Write Control Suspend" target="port 851" on=tcp/48898
finds 192.168.1.10 by=192.168.1.99 severity=critical
finds 192.168.1.11 severity=high detail="Config Mode"
finds 192.168.1.12 severity=high detail="cmd.exe"
finds 192.168.1.13 severity=critical

quiet: their state is read, a variable is written
ot 192.168.1.99 > 192.168.1.10 ads diagnose code=4 fn="Read State" target="port 10000" on=tcp/48898
ot 192.168.1.99 > 192.168.1.10 ads write code=3 subcode=61445 fn="Write Symbol" target="port 851" on=tcp/48898

fires: a GE controller is told another state, which may be a stop; its state is asked for
ot 192.168.1.99 > 192.168.1.10 ge-srtp control code=35 subcode=2 fn="Set PLC State" target="state 2" on=tcp/18245
ot 192.168.1.99 > 192.168.1.11 ge-srtp diagnose code=0 fn="Short Status" on=tcp/18245
findings 1
finds 192.168.1.10 by=192.168.1.99 severity=critical detail="state 2"

fires: an application of CODESYS is stopped, another begins anew, the mode of a device is set, a line of its shell is run
ot 192.168.1.99 > 192.168.1.10 codesys control code=2 subcode=17 fn="App Stop" on=tcp/11740
ot 192.168.1.99 > 192.168.1.11 codesys control code=2 subcode=18 fn="App Reset" on=tcp/11740
ot 192.168.1.99 > 192.168.1.12 codesys control code=1 subcode=6 fn="Device Set Operating Mode" on=udp/1740
ot 192.168.1.99 > 192.168.1.13 codesys control code=17 subcode=1 fn="Shell Execute" on=tcp/11740
finds 192.168.1.10 by=192.168.1.99 severity=critical
finds 192.168.1.11 severity=high
finds 192.168.1.12 severity=high
finds 192.168.1.13 severity=high

quiet: its state is asked for
ot 192.168.1.99 > 192.168.1.10 codesys diagnose code=2 subcode=20 fn="App Get Status" on=tcp/11740
