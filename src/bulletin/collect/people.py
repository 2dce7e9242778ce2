"""Chinese personal names. In: a short text. Out: whether it is a name, or several, and nothing else.

A name alone on a line is known by its surname: the 180 commonest cover nineteen in twenty people (百家姓, both scripts).
"""

import re
from typing import Final

from bulletin.collect.characters import HAN

_SURNAMES: Final = (
    "王李张劉刘陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬"
    "贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦蘆季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁时時舒"
    "耿牟卜詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强強柴华華车車冉房边邊"
    "辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬鄔臧畅宫宮来來嵺苟全褚廉简簡娄婁盖蓋符奚木穆党黨燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟遲宇"
)
_DOUBLE: Final = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|夏侯|皇甫|尉迟|令狐|慕容"
_NAME: Final = rf"(?:(?:[{_SURNAMES}]|{_DOUBLE})[{HAN}]{{1,2}}|[{_SURNAMES}]\s[{HAN}])"
_NAMES: Final = re.compile(rf"{_NAME}(?:[\s、，,/／和]+{_NAME}){{0,4}}")
# Words of two or three characters that begin like a name.
_WORDS: Final = frozenset(
    "关注 關注 关闭 關閉 关于 關於 简介 簡介 简体 簡體 高清 文字 文章 文化 文学 文學 文艺"
    " 文教 安全 金融 时间 時間 时政 时评 时事 成文 全文 全部 单位 單位 连载 連載 计划 方案"
    " 马上 来信 來信 来源 來源 华人 华侨 宁夏 江苏 江西 江蘇 金山 石家庄 安徽 贵州 成都 常州"
    " 温州 华东 易错 应用 强国 通知 通告 公告 包括 盛会 白皮书 党建 党史 路线 石油 向前 常见"
    " 毕业 游记 游戏 解读 解讀 解说 查看 查询 左右 管理 项目 余下 施工 任务 任命 段落 车辆"
    " 房产 边疆 古典 古代 连接 商务 商业 计算 谈话 访谈 高考 高校 田园 温馨 严肃 包装 易信"
    " 南都 祝贺 祝福 曲艺 乐章 章节 尤其 申请 史料 史学".split()
)


def is_names(text: str) -> bool:
    """True for one to five names, separated by spaces or marks, and nothing else: 王芳, 王　芳、李小明."""
    line = text.strip()
    return bool(_NAMES.fullmatch(line)) and not any(
        word in _WORDS for word in re.split(r"[\s、，,/／]+", line)
    )
