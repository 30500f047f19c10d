import { describe, expect, test } from 'vitest';
import { toPinyin } from './pinyin';

const READINGS: [name: string, pinyin: string][] = [
  ['北京市', 'bei jing shi'],
  ['重庆', 'chong qing'],
  ['厦门', 'xia men'],
  ['长沙', 'chang sha'],
  ['陕西省', 'shan xi sheng'],
  ['内蒙古自治区', 'nei meng gu zi zhi qu'],
  ['六安市', 'lu an shi'],
  ['六合区', 'lu he qu'],
  ['六盘水市', 'liu pan shui shi'],
  ['亳州', 'bo zhou'],
  ['台州', 'tai zhou'],
  ['丽水', 'li shui'],
  ['蚌埠', 'beng bu'],
  ['蚌山区', 'beng shan qu'],
  ['大埔县', 'da bu xian'],
  ['黄埔区', 'huang pu qu'],
  ['于都', 'yu du'],
  ['江都', 'jiang du'],
  ['花都', 'hua du'],
  ['丰都', 'feng du'],
  ['郫都', 'pi du'],
  ['曾都', 'zeng du'],
  ['都匀市', 'du yun shi'],
  ['都江堰', 'du jiang yan'],
  ['昌都地区', 'chang du di qu'],
  ['昆都仑区', 'kun du lun qu'],
  ['闵行区', 'min hang qu'],
  ['莘县', 'shen xian'],
  ['莘庄', 'xin zhuang'],
  ['乐清', 'yue qing'],
  ['乐亭', 'lao ting'],
  ['乐陵', 'lao ling'],
  ['乐山', 'le shan'],
  ['民乐县', 'min le xian'],
  ['歙县', 'she xian'],
  ['涡阳', 'guo yang'],
  ['浚县', 'xun xian'],
  ['黄陂', 'huang pi'],
  ['什邡', 'shi fang'],
  ['喀什地区', 'ka shi di qu'],
  ['克什克腾旗', 'ke shi ke teng qi'],
  ['洪洞', 'hong tong'],
  ['洞头区', 'dong tou qu'],
  ['蔚县', 'yu xian'],
  ['尉犁县', 'yu li xian'],
  ['尉氏县', 'wei shi xian'],
  ['单县', 'shan xian'],
  ['宕昌', 'tan chang'],
  ['泌阳', 'bi yang'],
  ['铅山', 'yan shan'],
  ['婺源', 'wu yuan'],
  ['番禺', 'pan yu'],
  ['吐鲁番市', 'tu lu fan shi'],
  ['东莞', 'dong guan'],
  ['筠连', 'jun lian'],
  ['犍为', 'qian wei'],
  ['荥阳', 'xing yang'],
  ['荥经', 'ying jing'],
  ['牟平', 'mu ping'],
  ['中牟', 'zhong mu'],
  ['牟定', 'mou ding'],
  ['长子县', 'zhang zi xian'],
  ['子长市', 'zi chang shi'],
  ['繁峙', 'fan shi'],
  ['会昌', 'hui chang'],
  ['会稽', 'kuai ji'],
  ['任丘', 'ren qiu'],
  ['柏乡', 'bai xiang'],
  ['万柏林区', 'wan bai lin qu'],
  ['双柏', 'shuang bai'],
  ['藁城', 'gao cheng'],
  ['盱眙', 'xu yi'],
  ['睢宁', 'sui ning'],
  ['邗江', 'han jiang'],
  ['溧阳', 'li yang'],
  ['句容', 'ju rong'],
  ['鄞州', 'yin zhou'],
  ['嵊州', 'sheng zhou'],
  ['衢州', 'qu zhou'],
  ['缙云', 'jin yun'],
  ['勐海', 'meng hai'],
  ['罗甸', 'luo dian'],
  ['珲春', 'hun chun'],
  ['调兵山', 'diao bing shan'],
  ['穆棱', 'mu ling'],
  ['召陵区', 'shao ling qu'],
  ['南召县', 'nan zhao xian'],
  ['吴堡', 'wu bu'],
  ['红寺堡区', 'hong si bu qu'],
  ['枞阳', 'zong yang'],
  ['渑池', 'mian chi'],
  ['临朐', 'lin qu'],
  ['东阿县', 'dong e xian'],
  ['宝坻', 'bao di'],
  ['井陉', 'jing xing'],
  ['巴彦淖尔', 'ba yan nao er'],
  ['莫力达瓦达斡尔族自治旗', 'mo li da wa da wo er zu zi zhi qi'],
  ['道真仡佬族苗族自治县', 'dao zhen ge lao zu miao zu zi zhi xian'],
  ['令狐', 'ling hu'],
];

const ACCOUNTS: [name: string, pinyin: string][] = [
  ['平安丰都', 'ping an feng du'],
  ['丰都县人民检察院', 'feng du xian ren min jian cha yuan'],
  ['健康乐亭', 'jian kang lao ting'],
  ['徐州长安网', 'xu zhou chang an wang'],
  ['福州长乐工会', 'fu zhou chang le gong hui'],
  ['犍为政务', 'qian wei zheng wu'],
  ['晋中行政审批', 'jin zhong xing zheng shen pi'],
  ['重庆调查总队', 'chong qing diao cha zong dui'],
  ['中国会计', 'zhong guo kuai ji'],
  ['这是为什么', 'zhe shi wei shen me'],
];

describe('toPinyin', () => {
  test.each(READINGS)('reads the place %s as %s', (name, pinyin) => {
    expect(toPinyin(name).pinyin).toBe(pinyin);
  });

  test.each(ACCOUNTS)('reads the account %s as %s', (name, pinyin) => {
    expect(toPinyin(name).pinyin).toBe(pinyin);
  });

  test('gives the first letters as initials', () => {
    expect(toPinyin('杭州市').initials).toBe('hzs');
    expect(toPinyin('平安丰都').initials).toBe('pafd');
  });

  test('writes ü as v', () => {
    expect(toPinyin('吕梁').pinyin).toBe('lv liang');
    expect(toPinyin('略阳').pinyin).toBe('lve yang');
    expect(toPinyin('绿春').initials).toBe('lc');
  });

  test('keeps a run of letters and digits as one token, wide ones narrowed, and drops other marks', () => {
    expect(toPinyin('贵州110')).toEqual({ pinyin: 'gui zhou 110', initials: 'gz1' });
    expect(toPinyin('北京５Ｇ·发布（试行）')).toEqual({ pinyin: 'bei jing 5g fa bu shi xing', initials: 'bj5fbsx' });
    expect(toPinyin('Guta 鼓塔')).toEqual({ pinyin: 'guta gu ta', initials: 'ggt' });
  });

  test('reads 巿, printed for 市, as 市', () => {
    expect(toPinyin('北京巿').pinyin).toBe('bei jing shi');
  });

  test('finds nothing to read in nothing', () => {
    expect(toPinyin('')).toEqual({ pinyin: '', initials: '' });
    expect(toPinyin(' ·—— ')).toEqual({ pinyin: '', initials: '' });
  });
});
