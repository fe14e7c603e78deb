"""The papers that offices keep, as far as they are lists of persons: their headings and what each column holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a paper: ``wife.name``, ``values.group``, ``""`` unread, ``!`` about bodies.

    ``2:person.name`` is of another list beside the first one, on the same rows.
    """

    heading: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A layout: its columns, merged headings above them as (words, columns), and where it starts."""

    name: str
    columns: tuple[Column, ...]
    groups: tuple[tuple[tuple[str, int], ...], ...] = ()
    title: bool = True
    left: int = 0
    numbering: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """The lists that stand side by side, the first one first."""
        return tuple(dict.fromkeys(column.field.rpartition(":")[0] for column in self.columns))


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(Column(*part.split("=")) for part in text.split())


_V1 = _columns(
    """编号 状态 申请方向 申请时间 女方姓名=wife.name 身份证号=wife.id_number
    联系电话=wife.phones 婚姻状况 户籍地址=values.registered_place
    现居住地=values.residence_place 男方姓名=husband.name 身份证号=husband.id_number
    联系电话=husband.phones 婚姻状况 办结时间=values.completed_on"""
)
_COUPLE_LEAVES = """姓名=wife.name 身份证号码=wife.id_number 联系方式=wife.phones
    姓名=husband.name 身份证号码=husband.id_number 联系方式=husband.phones"""

PAPERS: tuple[Paper, ...] = (
    Paper("V1", _V1),
    Paper(
        "V2",
        _columns(
            """编号 状态 申请方向 申请时间 本人姓名=person.name 身份证号=person.id_number 婚姻状况
    联系电话=person.phones 户籍地址=values.registered_place 存活男孩=values.sons
    存活女孩=values.daughters 配偶姓名=spouse.name 身份证号=spouse.id_number 婚姻状况
    联系电话=spouse.phones 办结时间=values.completed_on"""
        ),
    ),
    Paper(
        "V3",
        _columns(
            """姓名=person.name 民族 户口性质 身份证号=person.id_number 婚姻状况
    户籍地=values.registered_place 姓名=spouse.name 民族 户口性质 身份证号=spouse.id_number
    婚姻状况 户籍地 孩次 符合条例生育政策 审核时间 操作时间"""
        ),
    ),
    Paper(
        "V4",
        _columns(
            """编号 状态 母亲姓名=wife.name 身份证号=wife.id_number 联系电话=wife.phones
    户籍地址=values.registered_place 父亲姓名=husband.name 身份证号=husband.id_number
    联系电话=husband.phones 户籍地址 子女姓名=child.name 出生日期=child.birth_date
    办结时间=values.completed_on"""
        ),
        left=1,
    ),
    Paper(
        "V5",
        _columns(
            """编号 状态 持证人=person.name 身份证号=person.id_number 联系电话=person.phones 婚姻状况
    户籍地址=values.registered_place 配偶姓名=spouse.name 身份证号=spouse.id_number"""
        ),
        title=False,
    ),
    Paper(
        "V6",
        _columns(
            """村名=values.village 组别=values.group 户口编码=values.household_code 姓名=person.name
    公民身份证号=person.id_number 变动类型 民族 文化程度 户口性质 婚姻状况 初婚日期 居住状况
    配偶姓名=spouse.name 姓名=2:person.name 性别=2:person.gender 出生年月=2:person.birth_date
    死亡日期=2:values.died_on 死亡原因=2:!"""
        ),
        groups=((("婚姻、迁移、流动情况", 13), ("死亡情况", 5)),),
        numbering=True,
    ),
    Paper(
        "V8",
        (
            *_columns("""编号 姓名=person.name 性别=person.gender"""),
            Column(""),
            *_columns(
                """身份证号=person.id_number 民族 文化程度 户口性质 婚姻状况 初婚日期 与户主关系
    户籍所在地=values.registered_place 现居住地=values.residence_place 迁移或流动类型
    变动日期"""
            ),
        ),
    ),
    Paper(
        "V9",
        _columns(
            """男方姓名=husband.name 男方工作单位 女方姓名=wife.name 女方工作单位
    家庭住址=values.residence_place 独生子女证号=values.certificate_number
    办证日期=values.issued_on 备注"""
        ),
    ),
    Paper(
        "V10",
        _columns(
            """姓名=wife.name 育龄妇女编码 身份证号=wife.id_number 年龄 户口性质
    现居住地=values.residence_place 户籍地=values.registered_place 男孩数=values.sons
    女孩数=values.daughters 一孩出生日期=child.birth_date 丈夫身份证号=husband.id_number
    生育合同日期=values.contract_on 停止避孕时间=!"""
        ),
    ),
    Paper(
        "V13",
        _columns(
            """户所在地=values.residence_place 户主姓名=head.name 户编码=values.household_code 户口类型
    公安户口编号 联系电话=head.phones"""
        ),
    ),
    Paper(
        "V14", _columns("""R1姓名=person.name R2性别=person.gender R3出生年月=person.birth_date R4民族 R5户口性质""")
    ),
    Paper(
        "payout",
        _columns(
            """序号 村组=values.group 户主姓名=head.name 身份证号=head.id_number 子女姓名=child.name
    出生年月=child.birth_date 月数=values.months 金额=values.amount_fen 银行账号
    是否发放=values.paid"""
        ),
    ),
    Paper(
        "couples",
        _columns(
            """组别=values.group 女方姓名=wife.name 女方身份证号=wife.id_number
    女方联系电话=wife.phones 男方姓名=husband.name 男方身份证号=husband.id_number
    男方联系电话=husband.phones 现居住地=values.residence_place
    独生子女证号=values.certificate_number 发证日期=values.issued_on 子女姓名=child.name
    子女出生日期=child.birth_date"""
        ),
        title=False,
    ),
    Paper(
        "two rows",
        _columns("序号 组别=values.group " + _COUPLE_LEAVES + " 家庭住址=values.residence_place 备注"),
        groups=((("", 2), ("女方", 3), ("男方", 3), ("", 2)),),
        left=2,
    ),
    Paper(
        "three rows",
        _columns("序号 " + _COUPLE_LEAVES + " 姓名=child.name 出生年月=child.birth_date 避孕方法=! 签字"),
        groups=(
            (("", 1), ("夫妻双方", 6), ("子女情况", 2), ("", 2)),
            (("", 1), ("妻子", 3), ("丈夫", 3), ("", 2), ("", 2)),
        ),
        numbering=True,
    ),
    Paper(
        "own words",
        _columns(
            """序号 妻子姓名=wife.name 妻子身份证号码=wife.id_number 妻子手机=wife.phones
    丈夫姓名=husband.name 丈夫身份证号码=husband.id_number 丈夫民族 村民小组=values.group
    光荣证编号=values.certificate_number 领证时间=values.issued_on
    奖励金额（元）=values.amount_fen 是否领取=values.paid 孕检时间=! 领取人签名"""
        ),
    ),
    Paper(
        "brackets",
        _columns(
            """*姓名（女方）=wife.name 身份证号（18位）=wife.id_number *姓名（男方）=husband.name
    身份证号（18位）=husband.id_number 住址=values.residence_place"""
        ),
    ),
    Paper(
        "certificates of old",
        _columns(
            """顺序 名字=wife.name 公民身份证号码=wife.id_number 手机=wife.phones 名字=husband.name
    公民身份证号码=husband.id_number 手机=husband.phones 名字=child.name 出生日=child.birth_date
    字号=values.certificate_number 领取日期=values.issued_on 住家地址=values.residence_place"""
        ),
        groups=((("", 1), ("母亲一方", 3), ("父亲一方", 3), ("小孩", 2), ("光荣证", 2), ("", 1)),),
    ),
    Paper(
        "support paid out",
        _columns(
            """序号 村民组=values.group 奖扶对象姓名=person.name 身份证件号=person.id_number
    户籍详址=values.registered_place 老伴姓名=spouse.name 老伴身份证件号=spouse.id_number
    应享受金额(元)=values.amount_fen 打卡账号 打卡发放情况=values.paid 联系手机号=person.phones"""
        ),
    ),
    Paper(
        "newcomers",
        _columns(
            """编号 外来人口姓名=person.name 公民身份号码=person.id_number 户籍地详细地址=values.registered_place
    来本地日期 暂住地址=values.residence_place 爱人姓名=spouse.name 爱人公民身份号码=spouse.id_number 避孕方法=!
    婚育证明编码=values.certificate_number 核发日期=values.issued_on 本人电话=person.phones"""
        ),
    ),
    Paper(
        "special support",
        _columns(
            """序号 姓名=wife.name 证件号码=wife.id_number 姓名=husband.name 证件号码=husband.id_number
    常住户口所在地=values.registered_place 特扶金年发放额=values.amount_fen 兑付与否=values.paid"""
        ),
        groups=((("", 1), ("特扶家庭女方", 2), ("特扶家庭男方", 2), ("", 3)),),
    ),
    Paper(
        "cards of households",
        _columns(
            """户内码 家庭户编号=values.household_code 户主姓名=head.name 户主公民身份号码=head.id_number
    户主联系电话=head.phones 所在组=values.group 配偶姓名=spouse.name 配偶公民身份号码=spouse.id_number
    现家庭详细住址=values.residence_place 独生子女证编号=values.certificate_number 登记时间"""
        ),
    ),
    Paper(
        "lost children",
        _columns(
            """编号 姓名=husband.name 公民身份证=husband.id_number 姓名=wife.name 公民身份证=wife.id_number
    家庭居住地址=values.residence_place 帮扶干部 帮扶干部电话 本年度发放金额=values.amount_fen
    是否发放到位=values.paid"""
        ),
        groups=((("", 1), ("失独父亲", 2), ("失独母亲", 2), ("", 5)),),
    ),
    Paper(
        "insured",
        _columns(
            """序号 被保险人=person.name 性别=person.gender 被保险人证件号码=person.id_number
            生日=person.birth_date 手机号码=person.phones 户口地=values.registered_place
            通讯地址=values.residence_place 既往病史=! 法定受益人 保险金额(万元) 保费(元)=values.amount_fen"""
        ),
    ),
    Paper(
        "pensions of daughters' parents",
        _columns(
            """村别=values.village 参保人姓名=person.name 社会保障号(身份证号)=person.id_number
            联系方法=person.phones 住址=values.residence_place 女儿一=child.name 生日一=child.birth_date
            个人缴费 政府补贴金额=values.amount_fen 独生子女证(双女证)号码=values.certificate_number"""
        ),
        groups=((("", 1), ("参保对象", 4), ("女儿情况", 2), ("缴费及补贴", 2), ("", 1)),),
    ),
    Paper(
        "born, died, came and left",
        _columns(
            """姓名=child.name 性别=child.gender 出生日期=child.birth_date 父亲姓名=husband.name 母亲姓名=wife.name
            死者姓名=2:person.name 性别=2:person.gender 去世时间=2:values.died_on 死因=2:!
            姓名=3:person.name 公民身份号码=3:person.id_number 迁自何处=3:
            姓名=4:person.name 公民身份号码=4:person.id_number 迁往何处=4: 户籍地=4:values.registered_place"""
        ),
        groups=((("出生情况", 5), ("死亡情况", 4), ("迁入情况", 3), ("迁出情况", 4)),),
    ),
    Paper(
        "the dead beside couples",
        _columns(
            """组别=values.group 姓名=wife.name 身份证号=wife.id_number 姓名=husband.name 身份证号=husband.id_number
            姓名=2:person.name 出生年月=2:person.birth_date 死亡时间=2:values.died_on 现居住地=values.residence_place"""
        ),
        groups=((("", 1), ("女方", 2), ("男方", 2), ("死亡人员", 3), ("", 1)),),
    ),
    Paper(
        "births of a hospital",
        _columns(
            """序号 出生证编号 新生儿姓名=child.name 新生儿性别=child.gender 出生时间=child.birth_date
            母亲姓名=wife.name 母亲有效身份证件号码=wife.id_number 母亲联系电话=wife.phones 父亲姓名=husband.name
            父亲有效身份证件号码=husband.id_number 家庭现住址=values.residence_place 分娩方式=! 出生孕周=! 签发人"""
        ),
    ),
    Paper(
        "pupils",
        _columns(
            """年级 班级 学生姓名=child.name 性别=child.gender 学生身份证号=child.id_number 出生年月=child.birth_date
            监护人姓名=person.name 与学生关系 监护人身份证号=person.id_number 监护人联系电话=person.phones
            家庭住址=values.residence_place 是否独生子女 班主任 体检情况=!"""
        ),
    ),
    Paper(
        "childcare subsidy",
        _columns(
            """序号 婴幼儿姓名=child.name 婴幼儿身份证号=child.id_number 婴幼儿出生日期=child.birth_date
            申领人姓名=person.name 申领人身份证号=person.id_number 申领人手机号=person.phones
            户籍所在地=values.registered_place 补贴年度 发放金额（元）=values.amount_fen 开户行 银行账号
            发放状态=values.paid"""
        ),
    ),
    Paper(
        "one card",
        _columns(
            """序号 县市区 乡镇 村=values.village 组=values.group 户编号=values.household_code 户主姓名=head.name
            户主身份证号码=head.id_number 联系电话=head.phones 补贴项目名称 补贴金额(元)=values.amount_fen
            社会保障卡号 打卡是否成功=values.paid 失败原因"""
        ),
    ),
    Paper(
        "marriages",
        _columns(
            """序号 姓名=husband.name 公民身份号码=husband.id_number 出生日期=husband.birth_date 婚姻状况
            姓名=wife.name 公民身份号码=wife.id_number 出生日期=wife.birth_date 婚姻状况 结婚证字号 登记日期
            婚后居住地址=values.residence_place 婚检情况=!"""
        ),
        groups=((("", 1), ("男方基本信息", 4), ("女方基本信息", 4), ("", 4)),),
    ),
    Paper(
        "members of households",
        _columns(
            """户编号=values.household_code 姓名=person.name 与户主关系 性别=person.gender 公民身份号码=person.id_number
            出生日期=person.birth_date 民族 文化程度 服务处所 户籍地址=values.registered_place
            实际居住地址=values.residence_place 本人联系方式=person.phones 血型=!"""
        ),
    ),
    Paper(
        "arrivals and departures",
        _columns(
            """姓名=person.name 性别=person.gender 身份证号码=person.id_number 迁入原因 迁入日期
            姓名=2:person.name 性别=2:person.gender 身份证号码=2:person.id_number 迁出原因=2: 迁出日期=2:"""
        ),
        groups=((("本月迁入人口", 5), ("本月迁出人口", 5)),),
    ),
    Paper(
        "two-child families pledge",
        _columns(
            """编号 村民小组=values.group 妻子姓名=wife.name 妻子身份证号=wife.id_number 丈夫姓名=husband.name
            丈夫身份证号=husband.id_number 家庭地址=values.residence_place 联系电话
            协议签订日期=values.contract_on 备注"""
        ),
    ),
)
