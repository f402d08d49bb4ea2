import { displayName } from './display-name';
import { welshConsentNotAsked } from './welsh-consent';
import type { PortalMailFacts } from './mail-facts';
import type { MailWords } from './mail-part';
import { ukDate, ukTime } from './uk-time';

type Facts<Kind extends PortalMailFacts['kind']> = Extract<PortalMailFacts, { kind: Kind }>;

function on(at: Date): string {
  return `${ukDate(at, 'cy')} am ${ukTime(at)} amser y DU`;
}

function signIn(facts: Facts<'portal-sign-in'>, rawLabel: string): MailWords {
  const until = `${facts.minutes} munud, tan ${ukTime(facts.expiresAt)} amser y DU.`;
  return {
    subject: 'Eich cod i weld pwy sy’n cael defnyddio data eich mesurydd',
    shortSubject: 'Eich cod',
    heading: 'Eich cod chwe digid',
    organisation: null,
    intro: [
      `Mae rhywun, chi yn fwy na thebyg, am weld pwy sy’n cael defnyddio data o’r pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Mae un o’n tudalennau ni yn aros am y cod hwn.`,
    ],
    code: {
      label: 'Teipiwch y cod hwn ar y dudalen honno',
      digits: facts.code,
      note: 'Peidiwch byth â’i ddarllen yn uchel i neb na’i roi i neb. Fyddwn ni byth yn gofyn i chi amdano, na’ch cwmni ynni chwaith.',
    },
    action: {
      before:
        'Neu agorwch y ddolen hon yn lle hynny. Dim ond yn y porwr a ofynnodd am y cod y mae’n gweithio; yn unrhyw le arall, teipiwch y cod.',
      label: 'Defnyddio’r ddolen yn lle hynny',
      link: facts.link,
      rawLabel,
    },
    details: [
      {
        term: 'Am ba hyd mae’r ddau yn gweithio',
        text: `${until} Mae gennych bum cynnig ar y cod.`,
      },
    ],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Does dim angen i chi wneud dim: heb y cod, ni fydd dim yn digwydd. Peidiwch â’i roi i neb, pwy bynnag y maen nhw’n dweud ydyn nhw.',
      ],
    },
  };
}

function opened(facts: Facts<'portal-opened'>): MailWords {
  return {
    subject: 'Edrychodd rhywun yn eich cyfeiriad ar bwy sy’n cael defnyddio data’r mesurydd',
    shortSubject: 'Mewngofnododd rhywun yn eich cyfeiriad',
    heading: 'Mewngofnododd rhywun yn eich cyfeiriad',
    organisation: null,
    intro: [
      `Rydym yn eich adnabod fel rhywun sy’n byw wrth y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Mae rhywun arall y mae sefydliad yn ei adnabod yno wedi agor ei dudalen gyda ni am y tro cyntaf.`,
      'Os ydych yn rhannu eich cartref, rhywun rydych yn byw gydag ef neu hi yw hwn yn fwy na thebyg, a does dim i’w wneud.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.openedAt)}.` }],
    unexpected: {
      heading: 'Os nad oes neb ond chi yn byw yno',
      text: [
        'Dywedwch wrth eich cyflenwr ynni, drwy rif ffôn neu gyfeiriad rydych chi eisoes yn ei wybod, y gall rhywun fod yn esgus byw yn eich cartref.',
      ],
    },
  };
}

function voided(facts: Facts<'identity-record-voided'>): MailWords {
  return {
    subject: 'Cofrestrwyd rhywun ar gam wrth eich pwynt mesurydd',
    shortSubject: 'Cofrestrwyd rhywun ar gam',
    heading: 'Cofrestrwyd rhywun ar gam',
    organisation: null,
    intro: [
      `Rydym yn eich adnabod fel rhywun sy’n byw wrth y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}. Roedd sefydliad wedi cofrestru rhywun arall yno. Rydym wedi canfod bod hyn yn ffug ac wedi dod â hynny i ben: ni all y person hwnnw agor dim gyda ni mwyach.`,
      'Mae’r hyn a gofrestrwyd yn enw’r person hwnnw yn ymddangos fel “mewn anghydfod” ar ein tudalennau, lle gwelwch pwy sy’n cael defnyddio data o’ch mesurydd.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.voidedAt)}.` }],
    unexpected: {
      heading: 'Os nad oeddech yn disgwyl hyn',
      text: [
        'Mewngofnodwch i’n tudalennau fel y byddwch yn gwneud bob amser, nid drwy ddolen mewn e-bost, ac edrychwch ar bwy sy’n cael defnyddio data eich mesurydd. Lle na roesoch ganiatâd, gallwch ei dynnu’n ôl yno, neu ofyn i’r sefydliad roi’r gorau iddi.',
      ],
    },
  };
}

function receipt(facts: Facts<'withdrawal-receipt'>): MailWords {
  const organisation = displayName(facts.organisation);
  const through = facts.through === null ? null : displayName(facts.through);
  const meterPoint = `o’r pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}`;
  return {
    subject: `Rydych wedi tynnu eich caniatâd yn ôl: ${facts.organisation}`,
    shortSubject: 'Rydych wedi tynnu eich caniatâd yn ôl',
    heading: 'Rydych wedi tynnu eich caniatâd yn ôl',
    organisation,
    intro: [
      through === null
        ? `Ni chaiff ${organisation} ddata ${meterPoint} mwyach. Mae wedi cael gwybod.`
        : `Ni chaiff ${organisation} ddata ${meterPoint} drwy ${through} mwyach. Mae ${through} wedi cael gwybod.`,
      'Mae’r hyn a gasglodd o’r blaen yn aros ganddo. Gallwch ofyn iddo ddileu hwnnw.',
    ],
    code: null,
    action: null,
    details: [
      { term: 'Pryd', text: `${on(facts.withdrawnAt)}.` },
      { term: 'Cyfeirnod', text: facts.reference },
      ...(facts.checkPage === null
        ? []
        : [
            {
              term: 'Derbynneb',
              text: `Y ffeil sydd ynghlwm yw ein gair wedi’i lofnodi bod y caniatâd hwn wedi dod i ben. Cadwch hi. Gall unrhyw un ei gwirio yn ${facts.checkPage}.`,
            },
          ]),
    ],
    unexpected: {
      heading: 'Os nad chi oedd hyn',
      text: [
        `Rhowch wybod i ${organisation}, drwy rif ffôn neu gyfeiriad rydych chi eisoes yn ei wybod. Gallwch roi eich caniatâd yno eto unrhyw bryd.`,
      ],
    },
  };
}

function recordChanged(facts: Facts<'record-changed'>): MailWords {
  const organisation = displayName(facts.organisation);
  return {
    subject: `Newidiwyd mynediad at ddata eich mesurydd: ${facts.organisation}`,
    shortSubject: 'Newidiwyd mynediad at ddata eich mesurydd',
    heading: 'Newidiwyd mynediad at ddata eich mesurydd',
    organisation,
    intro: [
      `Mae ${organisation} wedi newid yr hyn a gofrestrodd yn eich enw wrth y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}: pwy y mae’n sôn amdano, ers pryd y mae’n cyfrif, neu ei fod yn dibynnu ar eich caniatâd.`,
      'Ar ein tudalennau ni rydych yn dal i’w weld fel yr oedd, a phryd y cafodd ei newid. Tra bydd yn ganiatâd gweithredol, gallwch ei dynnu’n ôl yno.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.changedAt)}.` }],
    unexpected: {
      heading: 'Os nad ydych yn gwybod pam',
      text: [
        `Gofynnwch i ${organisation}, drwy rif ffôn neu gyfeiriad rydych chi eisoes yn ei wybod. Rhaid iddo allu dweud wrthych.`,
      ],
    },
  };
}

function passkeyAdded(facts: Facts<'portal-passkey-added'>, rawLabel: string): MailWords {
  return {
    subject: 'Ychwanegwyd cyfrinallwedd ar gyfer eich pwynt mesurydd',
    shortSubject: 'Ychwanegwyd cyfrinallwedd',
    heading: 'Ychwanegwyd cyfrinallwedd',
    organisation: null,
    intro: [
      `Ychwanegwyd cyfrinallwedd ar gyfer y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding}, ar ein tudalennau ni. O hyn ymlaen gall gadarnhau mai chi sydd yno.`,
      'Os chi wnaeth ei hychwanegu, does dim i’w wneud.',
    ],
    code: null,
    action: {
      before: 'Os nad chi wnaeth, dilëwch y gyfrinallwedd. Bydd yn peidio â gweithio ar unwaith.',
      label: 'Os nad chi oedd hyn, dilëwch hi',
      link: facts.link,
      rawLabel,
    },
    details: [
      { term: 'Pryd cafodd ei hychwanegu', text: `${on(facts.addedAt)}.` },
      { term: 'Tan pryd gallwch chi ei dileu yma', text: `Tan ${on(facts.undoUntil)}.` },
    ],
    unexpected: {
      heading: 'Os nad chi oedd hyn',
      text: [
        'Dilëwch y gyfrinallwedd yn gyntaf. Yna edrychwch ar eich cyfrinallweddi eraill ar ein tudalennau ni.',
      ],
    },
  };
}

function passkeyRemoved(facts: Facts<'portal-passkey-removed'>): MailWords {
  return {
    subject: 'Dilëwyd cyfrinallwedd ar gyfer eich pwynt mesurydd',
    shortSubject: 'Dilëwyd cyfrinallwedd',
    heading: 'Dilëwyd cyfrinallwedd',
    organisation: null,
    intro: [
      `Dilëwyd cyfrinallwedd ar gyfer y pwynt mesurydd sy’n gorffen gyda ${facts.meterPointEnding} ar ein tudalennau ni. Nid yw’n gweithio mwyach.`,
      'Os chi wnaeth ei dileu, does dim i’w wneud.',
    ],
    code: null,
    action: null,
    details: [{ term: 'Pryd', text: `${on(facts.removedAt)}.` }],
    unexpected: {
      heading: 'Os nad chi oedd hyn',
      text: [
        'Efallai y gall rhywun ddarllen eich e-bost. Newidiwch ei gyfrinair, yna mewngofnodwch i’n tudalennau ni ac ychwanegwch gyfrinallwedd eto.',
      ],
    },
  };
}

/** What a mail of the portal says in Welsh. */
export function welshPortal(facts: PortalMailFacts, rawLabel: string): MailWords {
  switch (facts.kind) {
    case 'portal-sign-in':
      return signIn(facts, rawLabel);
    case 'portal-opened':
      return opened(facts);
    case 'identity-record-voided':
      return voided(facts);
    case 'withdrawal-receipt':
      return receipt(facts);
    case 'record-changed':
      return recordChanged(facts);
    case 'consent-not-asked':
      return welshConsentNotAsked(facts);
    case 'portal-passkey-added':
      return passkeyAdded(facts, rawLabel);
    case 'portal-passkey-removed':
      return passkeyRemoved(facts);
  }
}
