fires: a session without a name
claim 192.168.1.10 security="OPC UA anonymous session" source=opcua
at 0:00:10
finds 192.168.1.10 severity=medium

fires: an endpoint without encryption
claim 192.168.1.10 security="OPC UA None" source=opcua
at 0:00:10
finds 192.168.1.10 severity=low

quiet: signed and encrypted, with a certificate
claim 192.168.1.10 security="OPC UA Basic256Sha256 SignAndEncrypt" source=opcua
claim 192.168.1.10 security="OPC UA user certificate" source=opcua
at 0:00:10
