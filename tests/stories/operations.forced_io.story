fires: an output is held on
ot 192.168.1.99 > 192.168.1.10 fins write code=8961 fn="Forced Set/Reset" space="CIO bit" range=1603 on=udp/9600
finds 192.168.1.10 by=192.168.1.99 detail="1603"

fires: forces are taken off
ot 192.168.1.99 > 192.168.1.10 cip control pdu=pccc code=15 subcode=65 fn="Disable Forces" app=enip on=tcp/44818
finds 192.168.1.10 severity=medium

quiet: the state of forces is read, a coil is written, a station is to listen only
ot 192.168.1.99 > 192.168.1.10 fins read code=8962 fn="Multiple Forced Status Read" on=udp/9600
ot 192.168.1.99 > 192.168.1.10 modbus write code=5 fn="Write Single Coil" range=3
ot 192.168.1.99 > 192.168.1.10 modbus control code=8 subcode=4 fn="Force Listen Only Mode"

quiet: a station takes the right to a PLC from another: no output is held
ot 192.168.1.99 > 192.168.1.10 fins security code=3074 fn="Access Right Forced Acquire" on=udp/9600

fires: an input of a GE controller is forced; one that is written is not
ot 192.168.1.99 > 192.168.1.10 ge-srtp write code=68 subcode=70 fn="Toggle Force System Memory" space=%I range=4..4 on=tcp/18245
ot 192.168.1.99 > 192.168.1.11 ge-srtp write code=7 subcode=70 fn="Write System Memory" space=%I range=4..4 on=tcp/18245
findings 1
finds 192.168.1.10 severity=high

fires: variables of CODESYS are forced, and let go; the list of them is read
ot 192.168.1.99 > 192.168.1.10 codesys write code=19 subcode=1 fn=CmpAppForce target="command 1" on=tcp/11740
ot 192.168.1.99 > 192.168.1.11 codesys write code=2 subcode=32 fn="App Release Force List" on=tcp/11740
ot 192.168.1.99 > 192.168.1.12 codesys read code=2 subcode=33 fn="App Upload Force List" on=tcp/11740
findings 2
finds 192.168.1.10 severity=high
finds 192.168.1.11 severity=medium
