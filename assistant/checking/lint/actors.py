"""Words for those who act: bodies, posts and people, as plans name them."""

from __future__ import annotations

import re

ACTOR = re.compile(
    r"政府|指挥部|指挥机构|办公室|领导小组|委员会|部门|单位|中心|公司|企业|集团|医院|学校|社区|村民|[市县区镇乡]委|党委|支部|"
    r"[\u4e00-\u9fff]{1,8}(?:局|厅|委|办|站|所|科|处|队|组)(?![势面限域部长织成置理分属])|[\u4e00-\u9fff]{1,6}部(?![分门署位])|"
    r"总指挥|指挥[长官员]|组长|队长|主任|负责人|责任人|负责同志|经理|书记|局长|厅长|[市县镇乡区省]长|班长|操作[工员]|值[班守]|司机|船长|大副|轮机长|"
    r"人员|员工|职工|工人|专家|机构|机关|发现人|发现者|群众|任何人|我[司院厂公]|防指|防办|政府|团队|队伍|军队|武警|公安|消防|民政|媒体|"
    r"[\u4e00-\u9fff]员(?![工])|户主|住户|居民|家属|校长|教师|医生|护士|客人|游客|乘客|业主|物业|厂长|矿长|车间|班组|岗位|家庭|人人|谁"
)
# A word for any body, that names none.
VAGUE_BODY = re.compile(r"(?:有关|相关)(?:部门|单位|方面|人员|领导|机构)")


def names_actor(words: str) -> bool:
    """Tell whether a text says who acts; 有关部门 and its like say nothing."""
    return ACTOR.search(VAGUE_BODY.sub("", words)) is not None
