fires: a data block is deleted
ot 192.168.1.99 > 192.168.1.10 s7comm program pdu=job code=40 fn="Delete Block" target=DB40 on=tcp/102
finds 192.168.1.10 by=192.168.1.99 detail=DB40

fires: file memory is formatted
ot 192.168.1.99 > 192.168.1.10 fins file code=8708 fn="File Memory Format" on=udp/9600
finds 192.168.1.10 severity=critical

quiet: a file is read and closed; a file of a server is deleted
ot 192.168.1.99 > 192.168.1.10 slmp file code=6184 fn="Read File" on=tcp/5002
ot 192.168.1.99 > 192.168.1.10 slmp file code=6186 fn="Close File" on=tcp/5002
ot 192.168.1.99 > 192.168.1.20 smb file code=5 fn=Delete on=tcp/445

fires: logic and configuration of a GE controller are cleared
ot 192.168.1.99 > 192.168.1.10 ge-srtp program code=55 fn="Clear Logic Memory" on=tcp/18245
ot 192.168.1.99 > 192.168.1.11 ge-srtp config code=49 fn="Clear Configuration" on=tcp/18245
finds 192.168.1.10 severity=high
finds 192.168.1.11 severity=high
