"""Words for those who act: bodies, posts and people, as plans name them."""

from __future__ import annotations

import re

ACTOR = re.compile(
    r"政府|指挥部|指挥机构|办公室|领导小组|委员会|部门|单位|中心|公司|企业|集团|医院|学校|社区|村民|[市县区镇乡]委|党委|支部|"
    r"[\u4e00-\u9fff]{1,8}(?:局|厅|委|办|站|所|科|队|组)(?![势面限域部长织成置理分属])|[\u4e00-\u9fff]{1,8}(?<![高各此多好到何随])处(?=[室负牵]|$)|"
    r"[\u4e00-\u9fff]{1,6}(?<![全内外局头腹胸颈面上下底顶中背腰])部(?![分门署位])|"
    r"总指挥|指挥[长官员]|组长|队长|主任|负责人|责任人|负责同志|经理|书记|局长|厅长|[市县镇乡区省]长|班长|操作[工员]|值[班守]|司机|船长|大副|轮机长|"
    r"人员|员工|职工|工人|专家|机构|机关|发现人|发现者|群众|任何人|我[司院厂公]|防指|防办|团队|队伍|军队|武警|公安|消防|民政|"
    r"[\u4e00-\u9fff]员(?![工])|户主|住户|居民|校长|教师|医生|护士|乘客|业主|物业|厂长|矿长|车间|班组|岗位|家庭|人人|谁"
)
# A word for any body, that names none.
VAGUE_BODY = re.compile(r"(?:有关|相关)(?:部门|单位|方面|人员|领导|机构)")
# People to whom something is done or happens: they do not act.
_OBJECTS = re.compile(
    r"(?:被困|受伤|伤亡|遇险|涉险|失联|失踪|受灾|受威胁|遇难|死亡|无关|危险区|受害|转移|疏散|撤离|抢救|搜救|搜寻|安置|清点|营救)(?:的)?(?:人员|群众|居民|员工|乘客)"
    r"|(?:人员|群众|居民|员工)(?=安置|疏散|转移|搜[救索]|救[治护]|伤亡|清点|撤离|防护|转运|得到|死亡|失踪|密集)"
    r"|伤员|伤者|家属|遗属|死者|社会(?:公众|秩序)|公众"
)


def names_actor(words: str) -> bool:
    """Tell whether a text says who acts; 有关部门 and people to whom something is done say nothing."""
    return ACTOR.search(_OBJECTS.sub("　", VAGUE_BODY.sub("　", words))) is not None
