import type { Holder, Platform, Positioning, Rank, Status, Tier, UnitKind, WechatType } from './codes';
import { HOLDERS, isCode, PLATFORMS, POSITIONINGS, RANKS, STATUSES, TIERS, UNIT_KINDS, WECHAT_TYPES } from './codes';
import { comparable } from './text';

type Words<T extends string> = Record<T, readonly string[]>;

const PLATFORM_WORDS: Words<Platform> = {
  weibo: ['微博', '新浪微博', '新浪', '政务微博', 'sina', 'sinaweibo'],
  'tencent-weibo': ['腾讯微博', '腾讯政务微博'],
  wechat: ['微信', '微信公众号', '微信公众账号', '微信公众帐号', '公众号', '公众账号', '政务微信', '订阅号', '微信订阅号', '服务号', '微信服务号', 'weixin'],
};

/** Other platforms that sheets name: known, not counted yet. */
const OTHER_PLATFORMS = [
  '抖音',
  '抖音号',
  '政务抖音',
  '视频号',
  '微信视频号',
  '头条号',
  '今日头条',
  '头条',
  '小程序',
  '微信小程序',
  '支付宝小程序',
  'app',
  '客户端',
  '移动客户端',
  '快手',
  '哔哩哔哩',
  'b站',
  '小红书',
  '百家号',
  '企鹅号',
  '网站',
  '人民号',
  '学习强国',
  '知乎',
  '澎湃',
  '微视',
  '喜马拉雅',
];

const TIER_WORDS: Words<Tier> = {
  central: ['中央', '中央级', '国家', '国家级', '部委', '中央部委', '全国'],
  provincial: ['省', '省级', '省部级单位', '自治区', '自治区级', '直辖市', '直辖市级', '省直', '区直'],
  prefecture: ['市', '市级', '地市', '地市级', '地级', '地级市', '州', '州级', '盟', '盟级', '市直', '副省级市', '设区市', '地区'],
  county: ['县', '县级', '区县', '区县级', '县区', '县区级', '区级', '区', '县级市', '旗', '旗县', '县(市、区)', '县市区'],
  township: ['乡', '乡级', '乡镇', '乡镇级', '镇', '镇级', '街道', '街道级', '社区', '村', '乡级及以下', '镇街', '乡镇街道', '基层'],
};

const RANK_WORDS: Words<Rank> = {
  'province-ministry': ['省部级', '省部级及以上', '省部级以上', '正部级', '副部级', '正省级', '副省级', '省级正职', '省部级正职', '省部级副职'],
  bureau: ['厅局级', '司局级', '厅级', '局级', '正厅级', '副厅级', '正局级', '副局级', '地厅级', '厅局级正职', '厅局级副职'],
  'county-division': ['县处级', '处级', '正处级', '副处级', '县级', '县团级', '县处级正职', '县处级副职'],
  'below-county-division': ['县处级以下', '乡科级', '科级', '正科级', '副科级', '股级', '科级及以下', '乡科级正职', '乡科级副职', '科员'],
};

const HOLDER_WORDS: Words<Holder> = {
  institution: ['机构', '单位', '机构认证', '党政机构', '政务机构', '官方'],
  official: ['个人', '官员', '党政人员', '公务人员', '党政官员', '个人认证', '党政人员（个人认证）'],
};

const STATUS_WORDS: Words<Status> = {
  active: ['正常', '在用', '运行', '运营', '运营中', '正常运行', '正常更新', '活跃', '已开通', '启用'],
  paused: ['停更', '暂停', '暂停更新', '停止更新', '停用'],
  closed: ['已关停', '关停', '关闭', '已关闭'],
  cancelled: ['已注销', '注销'],
};

const WECHAT_WORDS: Words<WechatType> = { subscription: ['订阅号', '微信订阅号'], service: ['服务号', '微信服务号'] };

const POSITIONING_WORDS: Words<Positioning> = {
  media: ['媒体型', '媒体', '发布型', '信息发布'],
  communication: ['沟通型', '沟通', '互动型', '互动交流'],
  service: ['服务型', '服务', '办事型', '办事服务'],
};

const UNIT_KIND_WORDS: Words<UnitKind> = {
  'party-committee': ['党委', '地方党委'],
  'party-department': ['党委部门', '党委工作部门', '党委机关'],
  congress: ['人大', '人大机关'],
  government: ['政府', '人民政府'],
  cppcc: ['政协', '政协机关'],
  supervision: ['监察', '监察机关', '纪检监察'],
  court: ['法院', '审判机关'],
  procuratorate: ['检察院', '检察机关'],
  department: ['政府部门', '政府工作部门', '行政机关'],
  institution: ['事业单位'],
  'mass-organisation': ['人民团体', '群团组织', '群众团体'],
  'social-organisation': ['社会团体', '社会组织'],
  'state-enterprise': ['国有企业', '企业'],
  'temporary-body': ['临时机构'],
  'internal-body': ['内设机构'],
  'mission-abroad': ['驻外机构', '驻外使领馆'],
  'foreign-mission': ['外国驻华机构'],
};

export const readPlatform = reader(PLATFORMS, PLATFORM_WORDS);
export const readTier = reader(TIERS, TIER_WORDS);
export const readRank = reader(RANKS, RANK_WORDS);
export const readHolder = reader(HOLDERS, HOLDER_WORDS);
export const readStatus = reader(STATUSES, STATUS_WORDS);
export const readWechatType = reader(WECHAT_TYPES, WECHAT_WORDS);
export const readPositioning = reader(POSITIONINGS, POSITIONING_WORDS);
export const readUnitKind = reader(UNIT_KINDS, UNIT_KIND_WORDS);

/** What a kind of unit is called in files: the first of its words. */
export function unitKindName(kind: UnitKind): string {
  return UNIT_KIND_WORDS[kind][0] ?? kind;
}

/** How a code can be written, the code itself last; a code that is none is written as it is. */
export function spellingsOf(field: 'rank' | 'holder' | 'status' | 'wechatType' | 'positioning', code: string): string[] {
  const words: Record<string, readonly string[]> = {
    rank: RANK_WORDS,
    holder: HOLDER_WORDS,
    status: STATUS_WORDS,
    wechatType: WECHAT_WORDS,
    positioning: POSITIONING_WORDS,
  }[field];
  return [...(words[code] ?? []), code];
}

/** Whether a text names a platform that is known but not counted yet. */
export function isOtherPlatform(text: string): boolean {
  return OTHER_PLATFORMS.includes(comparable(text));
}

function reader<T extends string>(codes: readonly T[], words: Words<T>): (text: string) => T | null {
  const known = new Map(codes.flatMap((code) => words[code].map((word) => [comparable(word), code] as const)));
  return (text) => {
    const wanted = comparable(text);
    return isCode(codes, wanted) ? wanted : (known.get(wanted) ?? null);
  };
}
