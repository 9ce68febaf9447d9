/** How a trunk's record is told. */
export const HEADERS = {
  from: 'From',
  p_asserted_identity: 'P-Asserted-Identity',
  remote_party_id: 'Remote-Party-ID',
} as const;

export const FORMATS = {
  e164: 'E.164 (+91…)',
  national_zero: 'national with 0',
  national: 'national',
} as const;

export const TRANSPORTS = { udp: 'UDP', tcp: 'TCP', tls: 'TLS' } as const;

export const AUTHENTICATIONS = { ip: 'IP address', registration: 'Registration' } as const;

export const CODECS = { g711: 'G.711', 'g711-plc': 'G.711 with loss concealment', g729a: 'G.729A' } as const;
