fires: memory is written by its physical address while the controller runs
ot 192.168.1.99 > 192.168.1.10 cip program pdu=pccc code=15 subcode=24 fn="Write Bytes Physical" app=enip on=tcp/44818 count=3
finds 192.168.1.10 by=192.168.1.99 count=3 detail="Physical"

fires: RAM is copied to ROM, which is less
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=40 fn="Copy RAM to ROM" on=tcp/102
finds 192.168.1.10 severity=medium

quiet: a whole download, and a block that is deleted
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=27 fn="Download Block" target=DB1 on=tcp/102
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=40 fn="Delete Block" target=DB1 on=tcp/102

fires: the program of a GE controller is changed
ot 192.168.1.99 > 192.168.1.10 ge-srtp program code=65 fn="Program Change" on=tcp/18245
finds 192.168.1.10 severity=high

quiet: it goes in as a whole
ot 192.168.1.99 > 192.168.1.10 ge-srtp program code=64 fn="Program Load" on=tcp/18245

fires: an application of CODESYS is changed while it runs
ot 192.168.1.99 > 192.168.1.10 codesys program code=2 subcode=6 fn="App Online Change" on=tcp/11740
finds 192.168.1.10 severity=high

quiet: it is loaded as a whole
ot 192.168.1.99 > 192.168.1.10 codesys program code=2 subcode=5 fn="App Download" on=tcp/11740
