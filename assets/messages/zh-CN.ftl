## action
action-add-followup = 加一个跟进
action-back = 返回
action-cancel = 取消
action-clear = 清空
action-close = 关闭
action-edit-tags = 改标签
action-export-list = 导出名单
action-go-calendar = 日历
action-go-customers = 打开{ $customers }
action-go-duplicates = 查找重复
action-go-import = 打开导入
action-go-settings = 打开设置
action-go-trash = 打开回收站
action-keys = 全部快捷键
action-log-visit = 记一次拜访
action-manage-fields = 管理自定义字段
action-manage-owners = 管理归属人
action-manage-stages = 管理阶段
action-manage-tags = 管理标签
action-manage-visit-kinds = 管理拜访方式
action-new-customer = 新{ $customer }
action-palette = 查找与命令
action-plan-next = 去下一站
action-redo = 重做
action-remove = 去掉
action-row-edit = 改姓名
action-row-next = 下一位
action-row-open = 打开
action-row-previous = 上一位
action-row-select = 选中
action-save = 保存
action-save-segment = 把筛选存为客群
action-search-here = 在这里筛选
action-select-all = 选中全部符合的
action-copy-book = 复制客户簿…
action-density-compact = 密度：紧凑
action-density-normal = 密度：标准
action-go-conflicts = 撞单检查
action-language-en = 语言：English
action-language-zh = 语言：简体中文
action-new-book = 新建客户簿…
action-open-book = 打开客户簿…
action-open-recent = 打开 { $book }
action-show-segment = 看客群「{ $name }」
action-text-larger = 字号：大一点
action-text-normal = 字号：标准
action-text-smaller = 字号：小一点
action-theme-dark = 外观：深色
action-theme-light = 外观：浅色
action-theme-system = 外观：跟随系统
action-trash-here = 移到回收站
action-try-again = 再试一次
action-undo = 撤销

## agreement
agreement-differs = 不同
agreement-near = 相近
agreement-same = 相同
agreement-same-sound = 读音相同

## app
app-sign = 走
bulk-export = 导出
bulk-followup = 跟进
bulk-followup-do = { $count ->
   *[other] 给 { $text } 位定下
}
bulk-followup-pick = 选一天
window-title = { $book } · 走访

## birthday
birthday-day = 日
birthday-in-leap-month = { $day }（闰月）
birthday-leap-month = 闰月
birthday-lunar = { $year ->
    [none] 农历{ $day }
   *[other] 农历 { $year } 年{ $day }
}
birthday-lunar-calendar = 农历
birthday-month = 月
birthday-solar-calendar = 公历
birthday-year = 年（可空）

## bulk
bulk-choose-all = 选中全部 { $text } 位
bulk-chosen = 已选 { $count } 位
bulk-clear = 不选了
bulk-label = 对选中的{ $customers }
bulk-merge = 合并…
bulk-set = 改一项
bulk-set-changes = { $count ->
   *[other] 会改 { $text } 位
}
bulk-set-do = 改
bulk-set-empties = 留空就是清空
bulk-set-empty = 清空
bulk-set-none = 他们都已经是这样了。
bulk-set-replaces = { $count ->
   *[other] { $said }，其中 { $text } 位原来的内容会被换掉
}
bulk-set-to = 改成
bulk-set-what = 改什么
bulk-trash = 移到回收站

## card
card-add-fact = 加一项
card-add-label = 加说明
card-add-phone-of = 给{ $name }加电话
card-address = 地址
card-beside = 回到列表旁
card-birthday = 生日
card-cadence = 拜访周期
card-cadence-by = 每 { $days } 天（{ $name }）
card-cadence-due = 下次该在 { $day }
card-cadence-hint = 多少天去一次
card-cadence-usual = 平常每 { $days } 天一次
card-call = 打电话
card-clear = 清空
card-contact = 联系人
card-contact-name = 联系人姓名
card-contact-role = 职务
card-copied = 已复制 { $value }
card-copy = 复制 { $value }
card-email = 邮箱
card-extension = { $phone } 转 { $extension }
card-facts = 资料
card-full = 整页看
card-history = 改动记录
card-history-empty = 还没有改动。
card-history-more = 改了什么
card-history-taken-back = 已撤回
card-history-undo = 只撤销这一步
card-in-trash = 在回收站里，{ $when }放进去的。
card-kind = 类型：{ $kind }
card-kind-company = 公司
card-kind-person = 个人
card-know = 要知道的
card-know-created = 建档
card-know-last-visit = 最近拜访
card-know-updated = 最近改动
card-know-visits = 拜访
card-label = 说明
card-name = 姓名
card-next = 下次：{ $when }
card-next-done = 做完了
card-next-drop = 不做了
card-next-label = 下次跟进
card-next-move = 下次：{ $when }，改日子
card-next-time = 跟进的时间
card-next-what = 做什么
card-no = 否
card-no-stage = 还没有阶段
card-note = 备注
card-open-website = 在浏览器里打开 { $value }
card-owner = 归属{ $owner }
card-owner-since = 归属{ $owner }，自 { $since }
card-paper = 打印或存为 PDF
card-phone = 电话
card-position = 位置
card-position-hint = 坐标、地图链接或地名
card-place = 第 { $at } 位，共 { $total } 位
card-remove = 去掉 { $value }
card-restore = 放回来
card-save = 存下
card-section-about = 情况
card-section-fields = 其他资料
card-section-points = 联系方式
card-segments = 客群
card-stage = 阶段：{ $stage }
card-tag-add = 加标签
card-tag-remove = 去掉标签「{ $name }」
card-tags = 标签
card-to-list = 回到列表
card-tools = 对这位{ $customer }
card-website = 网址
card-wechat = 微信
card-write = 写邮件
card-yes = 是
contact-with-role = { $name } · { $role }

## change
change-cadence-set = { $name } 的拜访周期
change-calendar-import = 从「{ $file }」取来 { $count } 个安排
change-book-take = 导入整本「{ $file }」：{ $count } 位{ $customers }
change-contact-create = 给 { $name } 加联系人
change-contact-edit = 修改 { $name } 的联系人
change-contact-point-create = 给 { $name } 加联系方式
change-contact-point-edit = 修改 { $name } 的联系方式
change-contact-point-restore = 放回 { $name } 的联系方式
change-contact-point-trash = 删除 { $name } 的联系方式
change-contact-restore = 放回 { $name } 的联系人
change-contact-trash = 删除 { $name } 的联系人
change-customer-create = 新{ $customer } { $name }
change-customer-edit = 修改 { $name }
change-customer-place = { $name } 的位置
change-customer-merge = 把{ $other }合并到{ $name }
change-customer-unmerge = 把{ $other }从{ $name }拆回来
change-customers-import = 导入「{ $file }」：{ $count } 位{ $customer }
change-customers-merge = 合并 { $count } 位重复的
change-customers-restore = { $count ->
    [1] 放回 { $name }
   *[other] 放回 { $count } 位{ $customer }
}
change-customers-sample = 加入示例客户
change-customers-set = { $count ->
    [1] 改 { $name }
   *[other] 改 { $count } 位{ $customer }
}
change-customers-set-owner = { $count ->
    [1] { $name } 归 { $owner }
   *[other] { $count } 位{ $customer }归 { $owner }
}
change-customers-set-stage = { $count ->
    [1] { $name } 进入「{ $to }」
   *[other] { $count } 位{ $customer }进入「{ $to }」
}
change-customers-tag = { $count ->
    [1] 给 { $name } 改标签「{ $tag }」
   *[other] 给 { $count } 位{ $customer }改标签「{ $tag }」
}
change-customers-trash = { $count ->
    [1] 删除 { $name }
   *[other] 删除 { $count } 位{ $customer }
}
change-duplicates-part = { $name }和{ $other }不是同一个
change-duplicates-unpart = { $name }和{ $other }也许是同一个
change-export-bi = 导出 { $count } 位{ $customers }（含姓名）到报表文件夹「{ $file }」
change-export-calendar = 导出日历「{ $file }」
change-export-list = 导出 { $count } 位{ $customers }到「{ $file }」
change-export-marks = 把 { $count } 位{ $customers }的比对码写到「{ $file }」
change-export-whole = 导出整本到「{ $file }」：{ $count } 位{ $customers }
change-field-create = 新字段「{ $item }」
change-field-edit = 修改字段「{ $item }」
change-field-option-edit = 改选项「{ $item }」
change-field-option-merge = 选项「{ $item }」并入「{ $to }」
change-field-option-order = 选项排序
change-field-option-restore = 恢复选项「{ $item }」
change-field-option-trash = 删除选项「{ $item }」
change-field-order = 字段排序
change-field-restore = 放回字段「{ $item }」
change-field-retype = 字段「{ $item }」换类型
change-field-trash = 删除字段「{ $item }」
change-followup-create = 给 { $name } 加跟进
change-followup-drop = { $name } 的跟进不做了
change-followup-edit = 修改 { $name } 的跟进
change-followup-finish = 完成 { $name } 的跟进
change-followup-no-show = { $name } 没来
change-followup-reopen = 重开 { $name } 的跟进
change-followup-restore = 放回 { $name } 的跟进
change-followup-trash = 删除 { $name } 的跟进
change-followups-create = { $count ->
    [1] 给 { $name } 加跟进
   *[other] 给 { $count } 位客户加跟进
}
change-followups-move = { $count ->
    [1] { $name } 的跟进改期
   *[other] 改期 { $count } 个跟进
}
change-followups-move-of = 改期 { $moved } 个跟进
change-customers-fetch = { $count ->
    [1] 从备份取回 { $name }
   *[other] 从备份取回 { $count } 位客户
}
change-export-file = 把附件「{ $file }」存到客户簿之外
change-file-attach = { $count ->
    [1] 给{ $name }添加附件「{ $file }」
   *[other] 给{ $name }添加 { $count } 个附件
}
change-file-edit = 修改{ $name }的附件「{ $file }」
change-file-restore = 恢复{ $name }的附件「{ $file }」
change-file-trash = 删除{ $name }的附件「{ $file }」
change-history-undo-rest = { $back ->
    [yes] 重做较早一步的其余部分：{ $what }
   *[no] 撤销较早一步的其余部分：{ $what }
}
change-history-undo-step = { $back ->
    [yes] 重做较早的一步：{ $what }
   *[no] 撤销较早的一步：{ $what }
}
change-other = 一处修改
change-owner-create = 新归属人「{ $item }」
change-owner-edit = 修改归属人「{ $item }」
change-owner-order = 归属人排序
change-owner-restore = 放回归属人「{ $item }」
change-owner-trash = 删除归属人「{ $item }」
change-pack-take = 用上「{ $item }」这一套
change-plan-add = 把 { $name } 加进 { $day } 的路线
change-plan-order = 调整 { $day } 的路线
change-plan-reset = { $day } 的路线重新排
change-plan-skip = { $day } 不去 { $name }
change-plan-start = { $day } 出发
change-segment-create = 新建客群「{ $item }」
change-segment-edit = 改客群「{ $item }」
change-segment-order = 客群排序
change-segment-restore = 恢复客群「{ $item }」
change-segment-trash = 删除客群「{ $item }」
change-settings-edit = 修改设置
change-stage-create = 新阶段「{ $item }」
change-stage-edit = 修改阶段「{ $item }」
change-stage-order = 阶段排序
change-stage-restore = 放回阶段「{ $item }」
change-stage-trash = 删除阶段「{ $item }」
change-tag-create = 新标签「{ $tag }」
change-tag-delete = 彻底删除标签「{ $item }」
change-tag-edit = 修改标签「{ $item }」
change-tag-group = 给标签「{ $item }」分组
change-tag-group-put = 标签组「{ $item }」
change-tag-group-restore = 恢复标签组「{ $item }」
change-tag-group-trash = 删除标签组「{ $item }」
change-tag-merge = 把标签「{ $item }」并入「{ $to }」
change-tag-order = 标签排序
change-tag-restore = 放回标签「{ $item }」
change-tag-trash = 删除标签「{ $item }」
change-trash-restore = { $count ->
    [1] 从回收站放回 1 项
   *[other] 从回收站放回 { $count } 项
}
change-value-set = 修改 { $name } 的{ $field }
change-visit-edit = 修改 { $name } 的拜访记录
change-visit-kind-create = 新拜访方式「{ $item }」
change-visit-kind-edit = 修改拜访方式「{ $item }」
change-visit-kind-order = 拜访方式排序
change-visit-kind-restore = 放回拜访方式「{ $item }」
change-visit-kind-trash = 删除拜访方式「{ $item }」
change-visit-log = 记 { $name } 的拜访
change-visit-restore = 放回 { $name } 的拜访记录
change-visit-trash = 删除 { $name } 的拜访记录
change-visits-import = 导入「{ $file }」：{ $count } 条拜访记录

## cli
cli-book-made = 客户簿建好了：{ $path }
cli-check-ok = 客户簿完好。
cli-check-problems = 发现 { $count } 处问题：
cli-conflicts = 看了 { $listed } 位：{ $here } 位已经有了，{ $doubtful } 位和好几位对得上，{ $free } 位没有
cli-dry-run = 只是试看，什么都没有写入。
cli-duplicates-found = { $count } 对可能是同一位。
cli-exported = { $count } 位已写到 { $path }
cli-exported-bi = { $count } 位已写到 { $path }，截至第 { $change } 步
cli-exported-plain = 这个文件没有加密，拿到的人都能看。
cli-exported-replaced = 有 { $count } 个字 GBK 里没有，用 ? 代替了。
cli-found-none = 没有找到。
cli-imported = 共 { $rows } 行：收下 { $taken }，没收 { $refused }，跳过 { $skipped }
cli-imported-known = 已经有的：更新 { $changed }，保持原样 { $same }
cli-imported-nothing = 文件里没有新的内容：客户簿没有变，也没有要撤销的。
cli-imported-visits = 「{ $sheet }」的拜访记录：{ $rows } 行，收下 { $taken }，已有 { $same }，不能收 { $refused }，跳过 { $skipped }
cli-marks = { $count } 位的比对码写到了 { $path }。密语：{ $secret }
cli-marks-plain = 有这个文件和密语的人，可以拿任何电话去试：密语只告诉要比对的人。
cli-merged-all = 在 { $groups } 组里合并了 { $count } 位
cli-not-found = 没有「{ $name }」。
cli-not-same = 以后不再当作重复提示。
cli-not-same-forgotten = 又可能是同一位了。
cli-problem-cell = 第 { $row } 行，{ $column }：{ $value }（{ $reason }）
cli-problem-row = 第 { $row } 行：{ $value }（{ $reason }）
cli-query-cut = 只显示前 { $count } 行；用 --limit 可以看更多。
cli-assistant-off = 不让助手进来。
cli-assistant-reads = 助手可以读。给它看的有：{ $shown }
cli-assistant-writes = 助手可以读，也可以记拜访、定跟进。给它看的有：{ $shown }
cli-restored = 放回了：{ $name }
cli-sample-made = 加了 { $customers } 位示例客户、{ $visits } 条拜访
cli-shown = 共 { $total } 位，这里 { $shown } 位
cli-trashed = 移到回收站了：{ $name }
cli-undone = 已撤销

## color
color-blue = 蓝
color-gray = 灰
color-green = 绿
color-lime = 草绿
color-orange = 橙
color-pink = 粉
color-red = 红
color-teal = 青
color-violet = 紫
color-yellow = 黄

## column
column-contact = 联系人
column-created = 建档日期
column-kind = 类型
column-last-visit = 最近拜访
column-name = 姓名
column-next-followup = 下次跟进
column-owner = 归属人
column-phone = 电话
column-stage = 阶段
column-tags = 标签

## customers
customers-all = 全部{ $customers }
customers-empty-import = 导入名单
customers-empty-text = 把手上的 Excel 名单拖进来，或者先记下一位。
customers-empty-title = 客户簿还是空的
customers-few = 再加几位，就能筛选、排序、安排走访了。
customers-none-text = 换个条件试试，或者看全部{ $customers }。
customers-none-title = 没有符合的{ $customers }
customers-title = { $customers }

## day
day-ago = { $days } 天前
day-late = { $day } 逾期 { $days } 天
day-today = 今天
day-tomorrow = 明天
day-yesterday = 昨天

## drop
drop-attach = 松开即存到{ $name }的附件里
drop-attach-about = 照片和文件存在客户簿里，每个最大 20 MB。
drop-attach-visit = 松开即附在这次拜访上
drop-book = 松开即打开客户簿「{ $file }」
drop-other = 「{ $file }」不能放进来
drop-other-about = 可以导入 Excel、CSV 名单和通讯录（.vcf），也可以打开客户簿（.rounds）。
drop-table = 松开后先预览「{ $file }」，再导入
drop-table-about = 看过预览、确认之后才会导入。
drop-table-later = 松开即可：建好客户簿后就预览「{ $file }」

## duplicates
duplicates-again = 再找一遍
duplicates-found = 看了 { $looked } 位，有 { $count } 对可能是同一位。
duplicates-likely = 很可能
duplicates-looking = 正在比对名称、电话和地址……
duplicates-maybe = 也许
duplicates-merge = 合并…
duplicates-merge-all = 把有把握的 { $count } 对都合并
duplicates-none = 看了 { $count } 位，没有重复的。
duplicates-part = 不是同一位
duplicates-reason = { $what }{ $how }
duplicates-seen = { $day }拜访过
duplicates-stopped = 已停止，什么也没有改。
duplicates-stopped-about = 全部看一遍要几秒钟。
duplicates-sure = 有把握
duplicates-title = 重复的{ $customers }
duplicates-twins = 可能已经有了

## edit
edit-added = { $what }：{ $to }
edit-birthday = 生日
edit-cadence = 拜访周期（天）
edit-change = { $what }：{ $from } → { $to }
edit-contact = 联系人
edit-contact-note = { $label }的备注
edit-contact-point = { $label }
edit-contact-point-label = { $label }的标注
edit-contact-role = { $label }的职务
edit-created = 新{ $customer }
edit-field = { $label }
edit-followup = { $label } 的跟进
edit-followup-day = 跟进日期
edit-followup-place = { $label } 跟进的地点
edit-followup-repeat = { $label } 的跟进会重复
edit-followup-state = { $label } 的跟进
edit-followup-text = { $label } 跟进的内容
edit-gone = { $what }：已移除
edit-hours = 方便拜访的时间
edit-imported = 从「{ $file }」第 { $row } 行导入
edit-kind = 类型
edit-name = 名称
edit-no = 否
edit-note = 备注
edit-nothing = 没有写字
edit-owner = 归属
edit-place = 位置
edit-reading = 名字读音
edit-removed = { $what }：去掉 { $from }
edit-restored = 从回收站恢复
edit-stage = 阶段
edit-state-done = 做完了
edit-state-dropped = 不做了
edit-state-open = 待办
edit-tag = 标签
edit-trashed = 移到回收站
edit-visit = { $label } 的拜访
edit-visit-contact = { $label } 拜访见了谁
edit-visit-day = 拜访日期
edit-visit-kind = { $label } 拜访的方式
edit-visit-outcome = { $label } 拜访的结果
edit-visit-text = { $label } 拜访的内容
edit-yes = 是

## error
error-already-there = 「{ $name }」已经在客户簿里。
error-ambiguous = 叫「{ $name }」的不止一位，请选一位。
error-attachment-too-large = 「{ $file }」超过 { $limit } MB，没有添加。
error-book-damaged = 客户簿文件有损坏，没有动它。可以从备份里恢复。
error-book-exists = 那里已经有一本客户簿了，没有覆盖它。
error-book-missing = 找不到客户簿：{ $file }
error-book-newer = 这本客户簿是更新版本的程序写的，请先更新程序。
error-book-not-empty = 整本导入只能导到没有客户的簿子里，请先新建一本。
error-cancelled = 已经取消，什么都没改。
error-disk-full = 磁盘满了，这一步没有做。腾出空间再试。
error-duplicate-name = 已经有「{ $name }」了。
error-exclusive-tags = 有 { $count } 位{ $customer }同时贴着这一组的两个标签，先去掉一个。
error-export-too-many = 一个工作簿最多 { $limit } 行，请改用 CSV 或少选一些。
error-file-changed-while-reading = 读取时文件还在变，请等它存完再导入。
error-file-damaged = 文件不完整，打不开：{ $file }
error-file-empty = 文件是空的：{ $file }
error-file-is-directory = 这是一个文件夹，请选里面的文件：{ $file }
error-file-missing = 找不到文件：{ $file }
error-file-not-a-table = 里面没有表格：{ $file }
error-file-protected = 文件有密码，请先在 Excel 里去掉：{ $file }
error-file-too-large = 文件展开后太大，没有读：{ $file }
error-file-unknown-encoding = 没有这种编码：{ $name }
error-file-unknown-format = 认不出这种文件：{ $file }
error-file-unreadable = 读不了这个文件：{ $file }
error-in-use = 客户簿正在别的窗口里用着。
error-in-use-by-reader = 别的程序正在读客户簿，等它读完再试。
error-internal = 出了点意外，这一步没有做成。
error-invalid = 这里填的内容用不上，请看一下。
error-io = 文件读写不成功，这一步没有做。
error-later-changes = { $count ->
    [0] 后来的改动要用到它，这一步先不能撤销。
   *[other] 后来有 { $count } 步动过同样的内容，先撤销那些。
}
error-no-book = 还没有打开客户簿。
error-not-a-book = 这不是客户簿文件：{ $file }
error-not-found = 它已经不在了，可能刚被删除。
error-nothing-to-redo = 没有可以重做的。
error-nothing-to-undo = 没有可以撤销的。
error-pack-invalid = { $reason ->
    [missing] 这一套里缺「{ $path }」。
    [empty] 这一套里「{ $path }」是空的。
    [not_a_text] 这一套里「{ $path }」不是文字。
    [not_a_list] 这一套里「{ $path }」不是列表。
    [not_a_field] 这一套里「{ $path }」不是字段。
    [not_a_type] 这一套里「{ $path }」写的字段类型没有。
    [not_a_record] 这一套里「{ $path }」既不是 customer 也不是 visit。
    [not_a_number] 这一套里「{ $path }」不是数字。
    [not_yes_or_no] 这一套里「{ $path }」既不是 true 也不是 false。
    [no_such_field] 这一套里「{ $path }」提到的字段，前面没有。
    [no_such_kind] 这一套里「{ $path }」提到的拜访方式没有。
    [too_long] 这一套里「{ $path }」太长，最多 { $limit } 个字。
    [too_many] 这一套里「{ $path }」有 { $count } 项，最多 { $limit } 项。
    [twice] 这一套里「{ $path }」和前面的重名了。
    [wrong_type] 这一套里「{ $path }」和字段类型对不上。
   *[other] 这一套里「{ $path }」读不懂。
}
error-pack-newer = 这一套是新版本存的，先更新程序。
error-pack-not-json = 这个文件不是成套设置：第 { $row } 行第 { $column } 个字起读不懂。
error-pack-too-large = 这个文件太大，不像成套设置。
error-query-refused = 这个查询不能执行。
error-query-too-long = 查询超过 { $seconds } 秒，已停止。
error-query-wrong = 看不懂这个查询：{ $detail }
error-sheet-missing = 文件里没有这张表：{ $name }
error-slot-missing = 找不到这本客户簿的钥匙文件，请把它和客户簿放在一起。
error-too-long = 太长了，最多 { $limit } 个字。
error-too-many-options = 一共有 { $count } 种写法，选项最多 { $limit } 个；用文本更合适。
error-unknown-command = 这个版本还做不到这一步。

## evidence
evidence-address = 地址
evidence-birthday = 生日
evidence-branch = 分店或地方
evidence-contact = 联系人
evidence-email = 邮箱
evidence-field = 专属编号
evidence-name = 名称
evidence-phone = 电话
evidence-wechat = 微信

## export
export-as = 格式
export-as-cards = 手机通讯录（.vcf）
export-as-csv = CSV，Excel 和大多数软件都能打开
export-as-csv-gbk = CSV（GBK），给老一些的软件
export-as-lines = 每位{ $customer }的全部资料（JSON）
export-as-paper = 打印：PDF、打印机、地址标签
export-as-sheet = Excel 表格（.xlsx）
export-columns-all = 全部
export-columns-shown = 和列表一样
export-done = 已导出 { $count } 位{ $customers }：{ $path }
export-next = 下一步
export-open = 导出的文件不加密，谁拿到都能看。历史里会记下这次导出。
export-replaced = 有 { $count } 个字 GBK 里没有，用 ? 代替了。
export-start = 选择位置
export-stopped = 已停止，什么也没有写出。
export-title = 导出
export-whom = { $count } 位{ $customers }：{ $name }

## failed
failed-data-safe = 已经保存的内容都在。

## field
field-type-choice = 单选
field-type-date = 日期
field-type-link = 链接
field-type-long-text = 多行文字
field-type-money = 金额
field-type-multi-choice = 多选
field-type-number = 数字
field-type-phone = 电话
field-type-text = 文字
field-type-yes-no = 是否

## filter
filter-add = 条件
filter-alone = { $text }
filter-ask-birthday = 几天内…
filter-ask-near = 某个地方附近…
filter-ask-overdue = 过期至少几天…
filter-ask-slipping = 至少几天…
filter-ask-no-visit = 多少天没去…
filter-ask-note = 记录里有…
filter-ask-span = 自选日期…
filter-ask-times = 至少几次…
filter-clear = 清除条件
filter-cadence = 多久见一次
filter-days-birthday = 几天内过生日
filter-days-no-visit = 多少天没去
filter-days-overdue = 跟进过期几天
filter-days-slipping = 快要流失几天
filter-due-now = 该去了
filter-field-between = 在…之间
filter-field-contains = 含有…
filter-field-equals = 等于…
filter-field-nothing = 没有填
filter-field-something = 有内容
filter-from = { $what }：从
filter-appointment = 预约
filter-km = 公里
filter-near = 离哪里多远
filter-near-start = 离出发地 { $km } 公里以内
filter-not-seen-month = 本月没见过
filter-not-seen-quarter = 本季度没见过
filter-name-begins = 以…开头
filter-name-is = 正好是…
filter-note = 记录里有
filter-place = 地方、坐标或地图链接
filter-points = 电话、地址…
filter-remove = 去掉条件：{ $what }
filter-tags-all = 全都有
filter-tags-any = 有其中一个
filter-tags-none = 一个都没有
filter-text = 筛选姓名、电话
filter-times = 至少拜访几次
filter-to = { $what }：到
filter-turn-round = 反过来：不是
filter-visit-never = 从没去过
filter-visit-over-30 = 超过 30 天没去
filter-visit-over-90 = 超过 90 天没去
filter-visits = 拜访记录

## heading
heading-address = 地址
heading-birthday = 生日
heading-contact = 联系人
heading-created = 建档日期
heading-email = 邮箱
heading-kind = 类型
heading-last-visit = 最近拜访
heading-name = 客户名称
heading-next-followup = 下次跟进
heading-note = 备注
heading-owner = 归属人
heading-phone = 电话
heading-stage = 阶段
heading-tags = 标签
heading-uid = UID
heading-visits = 拜访次数
heading-website = 网站
heading-wechat = 微信

## history
history-all = 全部步骤
history-empty = 还没有可以撤销的步骤。
history-page-about = 这本客户簿里做过的事，最近的在前。任何一步都能单独撤销，之后改过的保留。
history-page-customers = { $count ->
   *[other] { $told } 位{ $customer }
}
history-page-empty = 做过的每一步都记在这里，可以撤销。
history-page-erased = 已彻底删除 { $count } 项
history-page-final = 不能再撤销
history-page-title = 历史
history-title = 最近的步骤
history-undo-rest = 撤销其余，保留之后的修改
history-undo-step = 只撤销这一步

## import
import-all-rows = 全部 { $count } 行
import-all-well = 每一行、每一格都收下了。
import-another-file = 换一个文件
import-as-found = 恢复自动识别
import-back-to-look = 回到预览
import-calm = 放心
import-calm-text = 整个导入是一步，一次撤销就全部退回，关掉再开也可以。原有的{ $customers }不会被改动。
import-calm-update = 整个导入是一步，一次撤销就全部退回，改动过的也退回，关掉再开也可以。不会删掉谁的东西：电话和标签是加上去，备注另起一行。
import-cancel-safe = 取消就什么都不留下。
import-cancelled = 取消了，什么都没有导入。
import-cell = 第 { $row } 行「{ $column }」
import-changed = 更新 { $count }
import-choose = 选择文件…
import-choose-filter = 表格
import-choose-title = 选择要导入的表格
import-column = 列
import-column-goes = 「{ $column }」→ { $target }，点开可改
import-columns = 列的对应
import-conflicts = 只想查名单里哪些已经是自己的客户
import-date-day-first = 日/月/年
import-date-month-first = 月/日/年
import-date-order = 日期顺序
import-date-year-first = 年/月/日
import-delimiter = 分隔符
import-delimiter-comma = 逗号
import-delimiter-semicolon = 分号
import-delimiter-tab = 制表符
import-done = { $count ->
   *[other] 导入了 { $count } 位{ $customer }
}
import-done-cells = { $count ->
   *[other] { $count } 个格子没看懂
}
import-done-changed = { $count ->
   *[other] 更新了 { $count } 位{ $customer }
}
import-done-refused = { $count ->
   *[other] { $count } 行没有收
}
import-done-rows = { $count ->
   *[other] 共 { $count } 行
}
import-done-same = { $count ->
   *[other] { $count } 位已经有了
}
import-done-skipped = { $count ->
   *[other] { $count } 行不是{ $customer }
}
import-done-visits = { $count ->
   *[other] 导入了「{ $sheet }」的 { $count } 条拜访
}
import-done-visits-same = { $count ->
   *[other] { $count } 条拜访已经有了
}
import-drop = 把 Excel、CSV 文件或手机通讯录（.vcf）拖到这里。编码、标题行和每一列的意思会自动认出来，都可以改，看清楚了再导入。
import-encoding = 编码
import-known-by = 凭什么认出来
import-known-by-usual = 哪样对得上都行：UID、电话、邮箱、微信、名称
import-known-by-uid = UID
import-known-by-phone = 电话
import-known-by-email = 邮箱
import-known-by-wechat = 微信
import-known-by-name = 名称
import-known-by-name-and-contact = 名称加联系人
import-existing = 已经有的怎么办
import-existing-add = 也当新的加进来
import-existing-leave = 跳过，保持原样
import-existing-update = 按文件里的更新
import-existing-update-only = 只更新已有的，不加新的
import-field-new = 新字段「{ $label }」，类型
import-fields-known = 已有的字段
import-file-sheet = { $file } · { $sheet }
import-filter = 按结果看
import-header = 标题行
import-header-row = 标题在第 { $row } 行
import-hidden = { $name }（隐藏）
import-look-again = 再看一遍
import-look-stopped = 没看完就停下了
import-look-stopped-text = 什么都没有导入。
import-mark = 小数点
import-mark-comma = 逗号 1.234,5
import-mark-point = 点 1,234.5
import-new = 新{ $customers } { $count }
import-new-files = { $count ->
   *[other] ＋ { $count } 张照片
}
import-new-visits = 新拜访 { $count }
import-no-header = 没有标题行
import-none-here = 没有这样的行。
import-nothing-new = 文件里没有新的内容
import-of = 导入 { $file }
import-left = { $file } 还没导入{ $count ->
    [0] 。
   *[other] ，改好的 { $count } 格还在。
}
import-left-go-on = 接着做
import-left-forget = 不要了
import-left-changed = 文件后来改过，手工改好的格子没有保留。
import-past = 以前的导入
import-past-problems = { $count ->
   *[other] { $count } 处没收
}
import-past-taken = { $count ->
   *[other] { $count } 位{ $customer }
}
import-past-visits = { $count ->
   *[other] { $count } 条拜访
}
import-paste = 也可以直接粘贴从表格里复制的内容：
import-pasted = 粘贴的表格
import-problem-title = { $text }：{ $why }
import-problems = 有问题 { $count }
import-problems-label = 没有收下的行和格子
import-reading = { $what }：{ $how }
import-reason = 原因
import-refused = 不能导入 { $count }
import-report-file = 导入清单.csv
import-report-saved = 清单存好了
import-row = 行
import-row-left = 这一行没有收
import-row-same = 已经有了
import-rows-label = 将要导入的行
import-safe = 文件只在这台电脑上读，不会改动它。
import-same = 已经有 { $count }
import-save-report = 保存清单…
import-see-customers = 看{ $customers }
import-sheet = 工作表
import-skipped = 跳过 { $count }
import-start = { $count ->
   *[other] 导入 { $count } 位{ $customer }
}
import-start-along = { $count ->
   *[other] { $start } ＋ { $count } 条拜访
}
import-start-visits = { $count ->
   *[other] 导入 { $count } 条拜访
}
import-starting = 正在读文件…
import-title = 导入{ $customers }
import-to-contact = 联系人
import-to-contact-role = 联系人职务
import-to-field = 字段「{ $label }」
import-to-uid = UID（导出里的）
import-to-kind = 类型
import-to-last-visit = 最近拜访
import-to-name = 名称
import-to-new = 新字段
import-to-new-field = 新字段「{ $label }」（{ $type }）
import-to-next-followup = 下次跟进
import-to-owner = 归属人
import-to-skip = 不要
import-to-stage = 阶段
import-to-visit-author = 拜访人
import-to-visit-day = 拜访日期
import-to-visit-kind = 拜访方式
import-to-visit-text = 拜访内容
import-type-choice = 单选
import-type-date = 日期
import-type-fits = { $type }（看着像）
import-type-link = 链接
import-type-long-text = 长文字
import-type-money = 金额
import-type-multi-choice = 多选
import-type-number = 数字
import-type-text = 文字
import-type-yes-no = 是 / 否
import-uncorrect = 还原
import-undo = 撤销这次导入
import-undone = 退回了，客户簿和导入前一样。
import-unit = 数字的单位
import-unit-hundred-million = 亿
import-unit-million = 百万
import-unit-one = 原样
import-unit-ten-thousand = 万
import-unit-thousand = 千
import-unreadable = 看不懂
import-value = 原文
import-whole-row = 整行
import-will = 会发生什么
import-will-change = { $count ->
   *[other] 更新 { $count } 位已有的{ $customer }。
}
import-will-contacts = { $count ->
   *[other] 加 { $count } 位联系人。
}
import-will-corrected = { $count ->
   *[other] 你改好了 { $count } 个格子。
}
import-will-fields = { $count ->
   *[other] 加 { $count } 个新字段。
}
import-will-leave = { $count ->
   *[other] { $count } 位已经有了，保持原样。
}
import-will-make = { $count ->
   *[other] 新建 { $count } 位{ $customer }，带 { $phones } 个电话。
}
import-will-problems = { $count ->
   *[other] { $count } 行里有看不懂的电话、日期或金额：现在点开改好，或按 Del 不要这一格，原文都记在清单里。
}
import-will-refuse = { $count ->
   *[other] { $count } 行没有名称，或格子和标题对不上，不会导入，都记在清单里。
}
import-will-same = { $count ->
   *[other] { $count } 位已经有了，和文件一样。
}
import-will-skip = { $count ->
   *[other] { $count } 行不是{ $customer }（空行、合计、重复的标题），跳过。
}
import-will-tags = { $count ->
   *[other] 加 { $count } 个新标签。
}
import-will-visits = { $count ->
   *[other] 加 { $count } 条拜访记录。
}
import-with-visits = 「{ $sheet }」的 { $count } 行作为拜访记录一起导入
import-with-visits-refused = { $count ->
   *[other] { $count } 条拜访对不上客户，不导入。
}
import-with-visits-shown = 看哪张工作表

## job
job-attach = 正在添加附件
job-book-rebuild = 正在重算统计和搜索
job-conflicts = 正在比对
job-customers-merge = 正在合并重复的
job-customers-restore = 正在恢复
job-customers-set = 正在修改
job-customers-set-owner = 正在改归属
job-customers-set-stage = 正在改阶段
job-customers-tag = 正在打标签
job-customers-trash = 正在移到回收站
job-done-part = { $percent }%
job-duplicates = 正在查找重复
job-export = 正在导出
job-history-undo-rest = 正在撤回这一步的其余部分
job-trash-empty = 正在清空回收站
job-customers-fetch = 正在从备份取回客户
job-book-renew-key = 正在更换密钥
job-history-undo-step = 正在撤回这一步
job-import = 正在导入
job-import-look = 正在看这个文件
job-progress = { $what }：进度
job-redo = 正在重做
job-sample = 正在放入示例客户
job-undo = 正在撤销

## keys
keys-anywhere = 任何地方
keys-card = { $customer }卡片
keys-list = 列表

## kind
kind-company = 公司
kind-person = 个人

## kept
kept-birthday = 生日
kept-contact = 联系人
kept-contact-point = 联系方式
kept-customer = 整个客户
kept-field = 字段
kept-followup = 跟进
kept-kind = 个人或公司
kept-name = 姓名
kept-note = 备注
kept-other = 列表或设置
kept-owner = 归属人
kept-reading = 姓名读音
kept-stage = 阶段
kept-tag = 标签
kept-visit = 拜访记录

## later-changes
later-changes-named = { $told }（{ $what }）

## list
list-column-size = 「{ $column }」的宽度：拖动，双击还原
list-columns = 列
list-columns-keys = Alt + ↑↓ 移动，Alt + ←→ 调宽窄；也可以拖动表头。
list-columns-reset = 恢复默认
list-comma = 、
list-group = 分组
list-group-coverage = 本月见过几位
list-group-seen = { $name }：{ $count } 位，本月见过 { $seen } 位
list-group-none = 不分组
list-group-without = 没有
list-grouped-by = 分组：{ $column }
list-groups = 各组
list-more-fields = 其他字段
list-sort-down = 从大到小
list-sort-up = 从小到大
list-sort-birthday = 生日
list-sort-visits = 拜访次数
list-sort-updated = 最近改动
list-sort-then = 再按
list-sort-key = { $column }，{ $direction }
list-sort-remove = 不按 { $column } 排
list-sort-keys = 点列名排序，再点反过来；按住 Shift 点，再加一列。
list-sorted-by = 按 { $column }

## merge
merge-about = 不一样的地方选一个，其他的两边都保留。合并以后随时可以拆开。
merge-all-kept = 这些都保留
merge-do = 合并成一位（{ $count } 条）
merge-followups = 未完成的跟进
merge-keep = 保留这一条
merge-one = 只有一位，没法合并
merge-one-about = 在列表里选两位或几位，再点「合并」。
merge-title = 合并

## merges
merges-about = 拆开以后两边都回来；合并之后加上的，留在保留的那一位。
merges-apart = 拆开
merges-left = 有 { $count } 处后来改过，保持不变。
merges-title = 合并过的

## reminder: what comes due
reminder-appointment = 有一个预约
reminder-followup = 有一件事要做
reminder-many = 有 { $count } 个提醒
reminder-many-text = 都列在「今天」里。
reminder-plain = { $when } · 打开走访查看
reminder-locked = 有提醒
reminder-locked-text = 打开客户簿看是什么事。
reminder-open = 打开
reminder-snooze = 10 分钟后
reminder-title = 提醒
reminder-snooze-minutes = { $count } 分钟后
reminder-snooze-hour = 一小时后
reminder-seen-of = 知道了：{ $name }
reminder-later = 过会儿再提醒：{ $name }
reminder-when = 提醒
reminder-none = 不提醒
reminder-usual = 照常提醒
reminder-at-time = 到时提醒
reminder-before = { $minutes ->
    [60] 提前一小时
    [120] 提前两小时
    [1440] 提前一天
   *[other] 提前 { $minutes } 分钟
}
reminder-of-day = 当天早上九点
reminder-of-eve = 前一天晚上六点

## tray: the icon in the system's tray, and what else the desktop does
tray-today = { $due ->
    [0] 今天没有要做的
   *[other] 今天要做 { $due } 件
}
tray-overdue = 逾期 { $count } 件
tray-locked = 客户簿已锁
tray-open = 打开走访
tray-log = 记一笔
tray-quit = 退出

## review
review-copied = 这周的小结已复制，可以贴进周报
review-copied-day = 今天的小结已复制
review-copy = 复制本周小结
review-copy-day = 复制今天小结
review-counts = 共拜访 { $visits } 次，{ $count } 位{ $customers }{ $open ->
    [0] ，都定了下次
   *[other] ；{ $open } 位还没定下次
}
review-cut = 只列出前 { $count } 次
review-day = 今天的小结
review-day-about = 拜访 { $visits } 次，做完 { $done } 件，改期 { $moved } 件
review-done = 做完 { $count } 件
review-moved = 改期了
review-next = - 下次 { $day }：{ $what }
review-next-day = - 下次 { $day }
review-no-next = - 还没定下次
review-open = 没定下次
review-plan = 定个日子
review-put-off = 改期 { $count } 件
review-step = - { $name } { $day }
review-step-what = - { $name } { $day }：{ $what }
review-title = { $from } 至 { $to } 拜访小结
review-visit = - { $day } { $kind }：{ $text }

## today
action-go-today = 今天
rail-today = 今天
today-about = { $due ->
    [0] 今天没有要做的，
   *[other] 今天要做 { $due } 件，
}{ $overdue ->
    [0] 没有逾期；
   *[other] 逾期 { $overdue } 件；
}今天已拜访 { $visits } 次。
today-all-day = 全天
today-appointment = 预约
today-birthday = 生日
today-birthday-lunar = 农历生日
today-birthdays = 生日
today-done = 做完了：{ $name }
today-drop = 不做了：{ $name }
today-due = 今天
today-empty-text = 记一笔拜访，写上下次的日子，它就会出现在这里。
today-empty-title = 今天没有安排
today-late = { $days ->
   *[other] 逾期 { $days } 天
}
today-log = 记一笔：{ $name }
today-more = 还有 { $count } 件没有列出
today-move = 改期：{ $name }
today-move-all = 全部改期
today-moved = 改过 { $count } 次
today-no-show = 没来：{ $name }
today-overdue = 逾期
today-plan = 定个日子：{ $name }
today-print = 打印今天
today-see-all = 到客户列表看全部
today-slipping = 快要流失
today-slipping-about = 平常多久来一次，现在多久没来
today-slipping-away = 已经 { $days } 天没有拜访
today-slipping-days = { $days } 天
today-slipping-said = { $why }；上次：{ $said }
today-slipping-usual = 平常每 { $usual } 天一次，已经 { $days } 天
today-week = 接下来七天
today-yesterday = { $open ->
    [0] 昨天拜访了 { $count } 位，都定了下次。
   *[other] 昨天拜访了 { $count } 位，{ $open } 位还没定下次。
}

## one line
line-ambiguous = 是哪一位？
line-as-text = 「{ $text }」只当文字
line-hint = 记一笔：昨天拜访王记五金 谈了水泵 下周三下午3点带样品再去
line-label = 一句话记一笔
line-makes-followup = 只记下次要做的，不算拜访
line-missing = 没写是哪位{ $customer }，写上名字、拼音或电话尾号
line-new = 新建 { $name }
line-next = 下次 { $when }
line-not-this = 不是 { $name }
line-note = 记：{ $text }
line-now = 现在
line-part-afternoon = 下午
line-part-evening = 晚上
line-part-morning = 上午
line-part-night = 凌晨
line-part-noon = 中午
line-logged = 已记下：{ $name }
line-unread = { $reason ->
    [no_such_day] 没有「{ $text }」这一天，原文留在记录里。
    [no_such_time] 没有「{ $text }」这个时间，原文留在记录里。
    [next_in_the_past] 「{ $text }」已经过去了。
   *[other] 「{ $text }」还没到。
}

## log
log-add-tag = ＋ 标签
log-contact = 和谁
log-hint = 记一笔：谈了水泵，下周三下午3点再去…
log-kind = 方式
log-label = 记一次拜访
log-next = 下次
log-next-none = 不定下次
log-next-on = 下次 { $day }
log-next-time = 下次的时间
log-next-what = 做什么（可空）
log-no-contact = 不写和谁
log-other-kind = 其他方式
log-placeholder = 记一笔：谈了什么…
log-save = 保存
log-saved = 记下了
log-saved-closing = { $count ->
   *[other] 记下了，{ $count } 个到期的跟进也做完了
}
log-somewhere-find = 记给哪位{ $customer }？打名字、拼音或电话
log-somewhere-none = 没有找到这位{ $customer }。
log-somewhere-other = 换一位
log-time = 时间
log-time-placeholder = 几点
log-when = 什么时候：{ $when }

## manage
manage-add = 添加
manage-cadence = 多久拜访一次
manage-cadence-every = 每 { $days } 天
manage-cadence-none = 不定
manage-color = { $name } 的颜色
manage-count = { $count } 位{ $customer }
manage-field-all-kinds = 所有方式
manage-field-always = 一直显示
manage-field-anything = 有内容就行
manage-field-default = 默认填
manage-field-help = 提示
manage-field-in-lists = 列表里可以用
manage-field-kinds = 拜访方式
manage-field-required = 没填时提醒
manage-field-section = 分组
manage-field-shown-if = 什么时候显示
manage-field-unit = 单位
manage-fields-about = 表格里没有去处的列会变成字段；这里可以改名、排序。
manage-fields-new = 新字段的名称
manage-fields-of = 谁的字段
manage-fields-of-customers = { $customers }
manage-fields-of-visits = 拜访
manage-group-none = 不归组
manage-group-to = 归到标签组
manage-groups = 标签组
manage-groups-about = 把标签归到一起；组可以规定每位{ $customer }只留其中一个。
manage-groups-exclusive = 每位{ $customer }只能有一个
manage-groups-exclusive-of = 「{ $name }」每位{ $customer }只能有一个
manage-groups-new = 新标签组的名称
manage-me = 自己
manage-merge = 合并到…
manage-more = { $name } 的更多操作
manage-move-down = 下移
manage-move-up = 上移
manage-name = 名称
manage-none = 还没有。
manage-options-add = 添加选项…
manage-options-new = 新选项
manage-options-of = 「{ $name }」的选项
manage-owners-about = { $customer }归谁跟进。换人以后，过去的归属仍然查得到。
manage-owners-new = 新归属人的姓名
manage-stages-about = 关系走到哪一步。新{ $customers }从第一个阶段开始。
manage-stages-new = 新阶段的名称
manage-tags-about = 给{ $customers }贴的标签，颜色随你。
manage-tags-new = 新标签的名称
manage-trash = 移到回收站
manage-type-kept = { $count } 个值能转过去。
manage-type-lost = { $count } 个值转不过去，会拿掉；撤销就回来：
manage-type-take = 换成{ $type }
manage-visit-kinds-about = 记一笔时可选的方式，排在前面的先显示。
manage-visit-kinds-new = 新方式的名称

## new
new-kind-guess = 按名称判断
new-name = 姓名或公司
new-name-example = 王记五金
new-phone = 电话

## opening: when one is open
opening-about = 约在这些时间以外时会提醒，仍然可以约。
opening-add = 加一段
opening-as-monday = 工作日都和周一一样
opening-closed = 不开门
opening-day = 那天关门：{ $name }。
opening-day-unnamed = 那天关门。
opening-days = 关门的日子
opening-days-add = 加上
opening-days-from = 从
opening-days-name = 为什么（可以不填）
opening-days-to = 到
opening-from = { $day }：几点开门
opening-holiday = 那天{ $name }放假。
opening-holidays = 法定节假日关门
opening-holidays-about = 补班的日子照常开门。放假安排到 { $year } 年为止。
opening-hours = 那天开门的时间是 { $hours }。
opening-never = 那天不开门。
opening-none = 还没有说哪几天关门。
opening-remove = 去掉 { $what }
opening-unset = 还没有设：哪天几点都可以约。加上时间后，约在以外时会提醒。
opening-until = { $day }：几点关门

## pack
pack-choose = 从文件…
pack-filter = 成套字段
pack-save = 把我的存成文件…
pack-saved = 存到了 { $path }
pack-take = 用一套行业设置
pack-taken = { $fields ->
    [0] 用上了；该有的都有了
   *[other] 用上了，新加 { $fields } 个字段
}

## palette
menu-book = 客户簿
menu-edit = 编辑
menu-go = 前往
menu-help = 帮助
menu-label = 菜单
menu-quit = 退出走访
palette-actions = 命令
palette-customers = { $customers }
palette-none = 没有找到「{ $text }」
palette-placeholder = 找{ $customers }、电话尾号、拼音，或输入命令

## pane
pane-detail = { $customer }卡片
pane-resize-detail = 调整卡片宽度
pane-resize-side = 调整侧栏宽度
pane-side = 侧栏

## outside, place, diagnostics
diagnostics-about = 查找故障时用得上的信息：没有姓名、内容和路径。不会发送，只保存你看到的这些。
diagnostics-save = 存成文件
diagnostics-saved = 已保存
outside-about = 将在走访以外打开：
outside-open = 打开
place-advice = 请把客户簿放在本机硬盘上，让备份存到这里。
place-backups = 让备份存到这里
place-backups-go = 备份也会存到 { $folder }
place-backups-set = 备份也会存到这里
place-network = 这个文件夹在另一台电脑上（{ $service }），打开着的客户簿放在那里可能损坏。
place-synced = { $service } 会同步这个文件夹，可能损坏打开着的客户簿。
prefs-clipboard = 清除复制的内容
prefs-clipboard-about = 复制的电话、地址过一会儿从剪贴板清除
prefs-clipboard-seconds = { $seconds ->
    [0] 从不
    [60] 1 分钟后
    [300] 5 分钟后
   *[other] { $seconds } 秒后
  }
settings-diagnostics = 诊断信息

## phone
phone-extension = 转 { $extension }

## pick
pick-next-month = 下个月
pick-one-week = 一周后
pick-other-day = 选日子…
pick-previous-month = 上个月
pick-time = 时间
pick-tomorrow = 明天
pick-two-weeks = 两周后

## prefs
prefs-density = 密度
prefs-density-compact = 紧凑
prefs-density-normal = 适中
prefs-language = 语言
prefs-text-size = 文字大小
prefs-theme = 外观
prefs-theme-dark = 深色
prefs-theme-light = 浅色
prefs-theme-system = 跟随系统

## rail
rail-calendar = 日历
rail-customers = { $customers }
rail-import = 导入
rail-label = 主导航
rail-settings = 设置
rail-trash = 回收站

## reason
reason-another-secret = 这不是这份比对码的密语。
reason-circle = 这样会互相绕圈，永远说不清。
reason-column-too-narrow = 表格里列太窄，只存了 ###
reason-empty = 这里不能空着。
reason-link-without-coordinates = 这个链接里没有坐标。
reason-short-link = 短链接要联网才知道在哪里。请在地图里打开后，复制长链接或坐标。
reason-off-the-earth = 没有这样的纬度或经度。
reason-one-coordinate = 还差纬度或经度。
reason-open-twice = 有两段时间重叠了。
reason-not-coordinates = 这里没有坐标。
reason-repeat-not-kept = 这种重复规则还不会用。
reason-repeats-too-often = 最多每天一次。
reason-not-a-repeat = 这不像重复规则。
reason-no-beginning = 先说几点开始。
reason-ends-before-it-begins = 结束的时间要在开始之后。
reason-closed = 已经做完或不做了，不能改期。
reason-in-the-future = 日期在将来。
reason-in-the-past = 日期已经过去了。
reason-is-me = 自己一直都在。
reason-last-one = 至少要留一个。
reason-no-area-code = 缺区号。
reason-no-such-day = 没有这一天。
reason-no-such-field = 这个字段已经没有了。
reason-no-such-segment = 这个客群已经没有了。
reason-no-year = 缺年份。
reason-not-a-country = 没有这个国家或地区。
reason-not-a-currency = 没有这种货币。
reason-not-a-date = 看不出是哪一天。
reason-not-a-link = 这不像网址。
reason-not-a-number = 看不出是多少。
reason-not-a-phone = 看不出是电话号码。
reason-not-a-reading = 请给每个汉字写一个拼音。
reason-not-a-record = 字段只属于客户或拜访。
reason-not-a-secret = 密语是 32 位的 0–9 和 a–f。
reason-not-a-time = 看不出是几点。
reason-not-an-email = 看不出是邮箱。
reason-not-so-many = 这个数太大或太小。
reason-nothing-to-show = 没有叫这个名字的内容可以给助手看。
reason-not-in-plan = 没有这样的号段。
reason-not-of-visits = 只有拜访的字段才分拜访方式。
reason-not-the-shape = 看不懂这个条件。
reason-not-yes-or-no = 这看不出是「是」还是「否」。
reason-other-currency = 是另一种货币。
reason-other-field = 这些选项不是同一个字段的。
reason-out-of-range = 年份太早或太晚。
reason-query-parameter = 这里没有参数。
reason-query-several = 一次只能有一条 SELECT。
reason-query-table = 只能读视图；加 --tables 可以读数据表，但不能写。
reason-query-writes = 只能是 SELECT。
reason-range = 是一个范围，不是一个数。
reason-rounded-by-spreadsheet = 表格把末尾几位改成了 0。
reason-same-customer = 这是同一位。
reason-several = 有好几个。
reason-several-phones = 有好几个电话。
reason-spreadsheet-error = 表格里是一个错误值。
reason-text-too-long = 文字太长。
reason-too-deep = 条件一层套一层，太深了。
reason-too-large = 数太大了。
reason-too-long = 位数多了。
reason-too-many = 条件太多了。
reason-too-precise = 小数位太多，放不下。
reason-too-short = 位数少了。
reason-wrong-type = 和字段的类型对不上。

## report
report-column = 列
report-reason = 原因
report-row = 行
report-value = 内容

## row-reason
row-reason-empty = 空行
row-reason-hidden = 隐藏的行
row-reason-matches-several = 和好几位都对得上
row-reason-no-name = 没有名称
row-reason-no-visit-day = 日期认不出来，改好再导入
row-reason-nobody-fits = 没有这位客户，先加上再导入
row-reason-not-known = 客户簿里没有
row-reason-remark = 备注行
row-reason-repeated-header = 重复的标题
row-reason-too-few-cells = 格子比标题少
row-reason-too-many-cells = 格子比标题多
row-reason-total = 合计行

## rule
rule-all-tags = 同时有标签 { $names }
rule-and = { $a } 且 { $b }
rule-any-time = 不限时间
rule-birthday = 生日在{ $days }
rule-changed = { $days }改过
rule-created = { $days }建立
rule-day-ago = { $count ->
    [1] 昨天
   *[other] { $count } 天前
}
rule-day-ahead = { $count ->
    [1] 明天
   *[other] { $count } 天后
}
rule-day-today = 今天
rule-days-between = { $from }至{ $to }
rule-days-from = { $from }及以后
rule-days-last = 最近 { $count } 天
rule-days-next = { $count } 天内
rule-days-on = { $day }
rule-days-period = { $period ->
    [this_week] 本周
    [last_week] 上周
    [next_week] 下周
    [this_month] 本月
    [last_month] 上月
    [next_month] 下月
    [this_quarter] 本季度
    [last_quarter] 上季度
    [last_year] 去年
   *[this_year] 今年
}
rule-days-to = { $to }及以前
rule-everybody = 所有{ $customers }
rule-field-between = { $field }在 { $from } 至 { $to } 之间
rule-field-contains = { $field }含「{ $text }」
rule-field-days = { $field }在{ $days }
rule-field-empty = { $field }没有填
rule-field-filled = { $field }填了
rule-field-from = { $field }至少 { $from }
rule-field-is = { $field }是 { $value }
rule-field-is-not = { $field }不是 { $value }
rule-field-to = { $field }至多 { $to }
rule-followup = 有跟进在{ $days }
rule-appointment = 有预约在{ $days }
rule-gone = （已删除）
rule-group = （{ $what }）
rule-has = 有{ $what ->
    [phone] 电话
    [email] 邮箱
    [wechat] 微信
    [address] 地址
    [website] 网站
    [tag] 标签
    [stage] 阶段
    [owner] 归属人
    [visit] 拜访记录
    [followup] 待办跟进
    [birthday] 生日
    [contact] 联系人
    [note] 备注
    [place] 位置
    [cadence] 拜访周期
   *[other] 其他联系方式
}
rule-kind = { $kind ->
    [company] 是公司
   *[person] 是个人
}
rule-lacks = 没有{ $what ->
    [phone] 电话
    [email] 邮箱
    [wechat] 微信
    [address] 地址
    [website] 网站
    [tag] 标签
    [stage] 阶段
    [owner] 归属人
    [visit] 拜访过
    [followup] 待办跟进
    [birthday] 生日
    [contact] 联系人
    [note] 备注
    [place] 位置
    [cadence] 拜访周期
   *[other] 其他联系方式
}
rule-last-visit = 上次拜访在{ $days }
rule-name-begins = 名称以「{ $text }」开头
rule-name-is = 名称是「{ $text }」
rule-near = 离 { $place } { $far } 以内
rule-next-followup = 下次跟进在{ $days }
rule-no = 否
rule-no-visit-for = { $count } 天没有拜访
rule-nobody = 没有{ $customer }
rule-not = 不是：{ $what }
rule-nothing = 无
rule-or = { $a } 或 { $b }
rule-overdue = { $count ->
    [1] 跟进已过期
   *[other] 跟进过期至少 { $count } 天
}
rule-owner = 归属 { $names }
rule-owner-not = 不归属 { $names }
rule-segment = 属于客群「{ $name }」
rule-several = { $what }
rule-slipping = { $count ->
    [0] 快要流失
   *[other] 快要流失，已经 { $count } 天
}
rule-stage = 阶段是 { $names }
rule-stage-not = 阶段不是 { $names }
rule-tag = 有标签 { $names }
rule-tag-not = 没有标签 { $names }
rule-text = 搜到「{ $text }」
rule-visit-due = 按周期该拜访：{ $days }
rule-visit-field = 某次拜访：{ $what }
rule-visit-text = 拜访记录里有「{ $text }」
rule-visits-between = 拜访 { $from } 至 { $to } 次
rule-visits-in = { $days }{ $what }
rule-visits-least = 至少拜访 { $count } 次
rule-visits-most = { $count ->
    [0] 没有拜访
   *[other] 至多拜访 { $count } 次
}
rule-visits-of = { $what }（{ $names }）
rule-yes = 是

## followup: follow-ups and appointments
followup-all-the-same = 照样定
followup-closed = 记下了
followup-ends = 到
followup-meanwhile = 同一时间还有：{ $name } { $what }
followup-more = 更多
followup-moved = 改到 { $day }：{ $count } 个
followup-overlap = 那时还约了 { $name }（{ $time }）。
followup-place = 地点
followup-planned = 定在 { $day }（编号 { $id }）
followup-priority = 重要程度
followup-priority-high = 重要
followup-priority-low = 不急
followup-priority-normal = 一般
followup-repeat = 重复
followup-repeat-daily = 每天
followup-repeat-fortnightly = 每两周
followup-repeat-monthly = 每月
followup-repeat-none = 不重复
followup-repeat-weekdays = 周一至周五
followup-repeat-weekly = 每周
followup-repeat-yearly = 每年

## plan: the way of a day
plan-add = 把{ $name }加进今天的路线
plan-add-again = 还是去
plan-by-hand = 按你排的顺序，直线距离 × { $factor }
plan-by-program = 按约好的时间和最短的路排，直线距离 × { $factor }
plan-by-the-way = 顺路
plan-days-later = ＋{ $days } 天
plan-empty = 这一天没有要去的地方
plan-first = 第一站，路上约 { $km } km
plan-fixed = 约好 { $time }
plan-heading = 今天的路线
plan-late = 会晚到 { $count } 分钟
plan-leg = ↓ { $km } km
plan-more = 还有 { $count } 位到期的客户，排到别的日子吧
plan-move = 移动 { $name }：↑ ↓
plan-next = 下一站
plan-no-place = 不知道在哪里，没排进路线
plan-no-start = 在设置里填上从哪里出发，路就算得更准。
plan-no-time = 今天来不及
plan-not-today = 今天去不了
plan-on-way = 离上一站约 { $km } km
plan-open = 只在 { $from }–{ $until } 方便
plan-over = { $days ->
    [0] 约 { $time } 结束
    [1] 要到明天 { $time } 才结束，今天走不完
   *[other] 要到 { $days } 天后的 { $time } 才结束，今天走不完
}
plan-overdue = 逾期 { $count } 天
plan-reset = 重新排
plan-skip = 今天不去 { $name }
plan-skipped = { $name } 今天不去
plan-start = 出发
plan-title = { $day } 的路线，路上约 { $km } km
plan-too-far = 太远，一天来不及：路上约 { $km } km
plan-too-many = 今天的站太多了
plan-total = 路上约 { $km } km。
plan-urgent = 重要
plan-way = 直线距离 × { $factor }

## place: how exactly it is known where somebody is
place-city = 只知道在哪个市
place-district = 只知道在哪个区县
place-province = 只知道在哪个省
place-town = 只知道在哪个镇

## past-day: a day that is over is picked
past-day-asked = 这一天已经过去了，没有改。
past-day-meant = 就是这天

## calendar: days, weeks, months
calendar-back = 往前
calendar-birthday = { $name } 的生日
calendar-birthday-age = { $name } 的生日，{ $age } 岁
calendar-turns = 生日，{ $age } 岁
calendar-book = 定下
calendar-comes-again = 会再来
calendar-empty = 这些天没有安排
calendar-closed = 关门
calendar-export-all = 存出跟进和预约…
calendar-export-appointments = 只存出预约…
calendar-file = 日历
calendar-file-menu = 日历文件
calendar-give = 都算给一位{ $customer }…
calendar-give-whom = 这些安排是哪位{ $customer }的？打名字、拼音或电话
calendar-import = 取来 .ics 文件…
calendar-imported = 取来的安排
calendar-ends-before-it-begins = 结束比开始早，没有要结束的时间
calendar-ends-without-beginning = 有结束没有开始
calendar-exceptions = 有几次是例外，只取了规则
calendar-forth = 往后
calendar-holidays-until = 放假安排只到 { $year } 年
calendar-left-out = 第 { $line } 行没有取：{ $day } { $text }，不知道是哪位{ $customers }的
calendar-mark-off = 休
calendar-mark-worked = 班
calendar-more-rules = 有几条重复规则，只取了第一条
calendar-never-ends = 没有写完
calendar-new = 新的安排
calendar-new-whom = 给哪位{ $customer }安排？打名字、拼音或电话
calendar-no-appointment = 不是安排
calendar-no-show = 没来
calendar-no-start = 没有说什么时候
calendar-no-such-time = 没有这个日期或时间
calendar-not-a-property = 看不懂这一行
calendar-off = { $name }，休息
calendar-rule = 这种重复规则用不了，只取了第一次
calendar-taken = 取来 { $made } 个，更新 { $changed } 个，{ $same } 个没变
calendar-today = 今天
calendar-too-many = 太多了，后面的没有取
calendar-unknown-zone = 不认识这个时区，当成本地时间
calendar-unread = 第 { $line } 行 { $text }：{ $reason }
calendar-view = 看法
calendar-view-agenda = 日程
calendar-view-day = 日
calendar-view-month = 月
calendar-view-week = 周
calendar-worked = { $name }，补班
calendar-written = 写了 { $count } 个安排

## holiday: public holidays of China
holiday-dragon-boat = 端午节
holiday-labour-day = 劳动节
holiday-mid-autumn = 中秋节
holiday-national-day = 国庆节
holiday-national-day-and-mid-autumn = 国庆中秋
holiday-new-year = 元旦
holiday-qingming = 清明节
holiday-spring-festival = 春节
holiday-victory-day = 抗战胜利日

## coverage: how many were seen
coverage-all = 共 { $count } 位，见过 { $seen } 位
coverage-none = 没有

## repeat: rules of repetition, in sentences
repeat-and = { $a }、{ $b }
repeat-daily = { $count ->
    [1] 每天
   *[other] 每 { $count } 天
}
repeat-monthly-day = { $count ->
    [1] 每月 { $day } 日
   *[other] 每 { $count } 个月的 { $day } 日
}
repeat-monthly-last-day = { $count ->
    [1] 每月最后一天
   *[other] 每 { $count } 个月的最后一天
}
repeat-monthly-last-weekday = { $count ->
    [1] 每月最后一个{ $day }
   *[other] 每 { $count } 个月的最后一个{ $day }
}
repeat-monthly-weekday = { $count ->
    [1] 每月{ $nth }{ $day }
   *[other] 每 { $count } 个月的{ $nth }{ $day }
}
repeat-nth = { $nth ->
    [1] 第一个
    [2] 第二个
    [3] 第三个
   *[other] 第四个
}
repeat-other = 按自己的规则重复
repeat-times = { $what }，共 { $count } 次
repeat-until = { $what }，到 { $day } 为止
repeat-weekday = { $day ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[other] 周日
}
repeat-weekdays = 周一至周五
repeat-weekly = { $count ->
    [1] 每周
   *[other] 每 { $count } 周
}
repeat-weekly-on = { $count ->
    [1] 每周的{ $days }
   *[other] 每 { $count } 周的{ $days }
}
repeat-yearly = { $count ->
    [1] 每年 { $month } 月 { $day } 日
   *[other] 每 { $count } 年的 { $month } 月 { $day } 日
}

## safety
action-go-safety = 打开安全与备份
action-lock = 锁定
backup-fetch = 取回
backup-fetch-of = 取回 { $name }
backup-bad = 这份备份不好，不能恢复。
backup-due = 有些改动还没有备份。工作半小时后和退出时会自动备份。
backup-holds = { $count } 位客户
backup-last = 已备份 { $when }
backup-look = 查看
backup-look-gone = 只在这份备份里，或现在在回收站
backup-look-holds = 里面有 { $people } 位客户、{ $visits } 条拜访记录。
backup-look-newer = { $count ->
    [0] 之后客户簿没有变过。
   *[other] 之后又做了 { $count } 步，恢复会退回这些。
  }
backup-looking = 正在查看……
backup-made = 已备份并验证
backup-make = 现在备份
backup-none = 还没有备份
backup-none-about = 工作半小时后和退出时会做第一份备份。
backup-proven-about = 最近的备份打开过、逐行比对过，可以恢复。
backup-restore = 恢复
backup-restore-about = 现在的客户簿会留作一份备份。
backup-restored = 已恢复。之前的客户簿在备份里。
backup-second = 第二个地方…
backup-second-off = 不用第二个地方
backups-about = 加密的副本会自动做：工作中、退出时、导入和大改动之前。每一份都打开、比对过才算数。
backups-folder = 放在 { $folder }
backups-second-away = 第二个地方 { $folder } 现在不在；在的时候会用上。
backups-second-none = 第二个地方（比如 U 盘）插上时也会留一份。
backups-second-there = 第二个地方 { $folder } 也有
backups-title = 备份
backup-proven = 已验证
backup-reason-asked = 自己要的
backup-reason-bulk = 批量修改之前
backup-reason-found = 文件夹里找到的
backup-reason-import = 导入之前
backup-reason-lock = 锁定之前
backup-reason-merge = 合并之前
backup-reason-migration = 升级之前
backup-reason-quit = 退出时
backup-reason-restore = 恢复之前
backup-reason-work = 工作中
backup-unproven = 未验证
cli-anonymised = 这个人的信息已经去掉，拜访记录留在匿名的名字下。回执 { $receipt }
cli-ask-new-password = 新密码：
cli-ask-new-password-again = 再输一次新密码：
cli-ask-password = 密码：
cli-backup-made = 已备份并验证：{ $path }
cli-backups-none = 还没有备份。
cli-erase-ask = 这一步无法撤销。输入名字，彻底删除 { $name }：
cli-erase-missed = 这份备份够不着；恢复它时会再删除这位客户：{ $path }
cli-erased = 已经没有了，也没有找到痕迹。回执 { $receipt }
cli-fetched = 取回 { $count } 位客户、{ $rows } 条记录；{ $left } 条本来就在。
cli-key-missed = 这个备份找不到，仍用旧密钥：{ $path }
cli-key-renewed = 客户簿换了新密钥，{ $count } 个备份也换了。
cli-password-missed = 有 { $count } 份备份够不着，它们仍按原来的方式打开。
cli-password-removed = 客户簿不再需要密码。
cli-password-set = 密码已设好。请抄下恢复码，它只显示这一次：{ $code }
cli-restored-book = 客户簿已回到 { $from } 的样子。
cli-salvage-unreadable = 读不出来：{ $table }，编号 { $from } 到 { $to }
cli-salvaged = 救出 { $people } 位客户和 { $visits } 条拜访记录，存入 { $path }。
cli-set-aside = 原来的客户簿留在：{ $path }
cli-trash-emptied = 已清除：{ $customers } 位客户、{ $records } 条其他记录。
cli-unlocked = 客户簿能打开。
cli-verify-backup = 这份备份不好：{ $path }
cli-verify-found = 有些地方不对：
cli-verify-ok = 一切正常，什么也没有找到。
erase-about = 这是唯一无法撤销的一步。客户会从客户簿、历史、搜索和备份里消失。
erase-drop-backups = 自动做的备份直接删掉，不重写
erase-gone = 已经没有了，没有找到痕迹。
erase-mentions = 别处提到
erase-mentions-about = 这些文字属于别人，会留下。想让名字在那里也消失，请先改掉。
erase-not-gone = 记录已删除，但还找到痕迹
erase-next = 下一位（还有 { $count } 位）
erase-receipt-about = 回执不写任何人的名字。以后恢复旧备份时，会凭它再次忘掉这位客户。
erase-record-contact = 联系人
erase-record-contact-point = 电话和地址
erase-record-customer-detail = 备注和生日
erase-record-customer-tag = 标签
erase-record-customer-value = 字段
erase-record-followup = 跟进
erase-record-other = 其他记录
erase-record-ownership = 归属
erase-record-stage-entry = 阶段
erase-record-visit = 拜访记录
erase-record-visit-value = 拜访字段
erase-still-mentioned = 别人的文字里还有 { $count } 处提到。
erase-title = 彻底删除 { $name }
erase-type-name = 输入名字确认：{ $name }
erase-way-anonymise = 匿名化
erase-way-anonymise-about = 人消失；拜访、日期和能统计的内容留在匿名的名字下。
erase-way-erase = 彻底删除
erase-way-erase-about = 全部消失。
erase-what-goes = 会消失的内容
lock-after = 自动锁定
lock-after-minutes = { $minutes ->
    [0] 从不
   *[other] { $minutes } 分钟没有动作后
  }
lock-by-keyring = 用系统密钥环打开
lock-by-password = 用密码
lock-forgotten = 忘了密码？
lock-open = 解锁
lock-other-book = 打开另一本
lock-password = 密码
lock-recovery-code = 恢复码
lock-title = { $book } 已锁定
keyring-remember = 让这台电脑记住钥匙
keyring-remember-about = 钥匙交给系统密钥环保管。谁坐在已经登录的电脑前，不用密码就能打开客户簿。密码和恢复码照样能用。
keyring-remember-do = 记住
password-about-off = 没有密码时，谁拿到这个文件夹都能读客户簿。
password-about-on = 只有密码或恢复码能打开客户簿。
password-again = 再输一次新密码
password-change = 更改密码
password-code-about = 请抄下恢复码，别和电脑放在一起。它只显示这一次，忘了密码时用它打开客户簿。
password-code-kept = 我已收好
password-code-new = 换一个恢复码
password-code-new-made = 旧的恢复码不能再用
password-code-print = 打印
password-is-off = 客户簿不再需要密码
password-is-set = 密码已设好
password-new = 新密码
password-present = 现在的密码
password-remove = 去掉密码
password-set = 设置密码
password-strength = { $strength ->
    [0] 太容易猜
    [1] 弱
    [2] 一般
    [3] 好
   *[other] 很强
  }
password-title = 密码
receipt-anonymised = 已匿名
receipt-erased = 已删除
receipts-about = 不记录删除的是谁；凭这些编号，旧备份恢复时也会忘掉他们。
receipts-title = 删除回执
recovery-about = 回到备份不会丢东西：坏掉的文件会留着。
recovery-open-salvaged = 打开救出的客户簿
recovery-salvage = 把还能读的救进一本新客户簿
recovery-title = 客户簿打不开
retention-about = 这么久没有拜访、今后也没有约定的{ $customers }，会列在这里，删不删由你定。
retention-after = 多久没联系就提议
retention-choose = 选择 { $name }
retention-erase = 删除或匿名化 { $count } 位
retention-found = { $count } 位{ $customers } { $years } 年没有联系
retention-last = 上次 { $day }
retention-never = 不提议
retention-none = 现在没有这样的{ $customer }。
retention-title = 久未联系
retention-unseen = 没有拜访过
retention-years = { $years } 年
safety-title = 安全
error-backup-damaged = 这份备份坏了，没有使用：{ $file }
error-backup-unproven = 备份没有通过验证，没有留下：{ $file }
error-file-exists = 已经有同名的文件：{ $file }
error-font-missing = 这台电脑上没有字体能显示这些字：{ $letters }。请先安装有这些字的字体（中文可用 Noto Sans CJK），再试一次。
error-keyring-empty = 系统密钥环里没有这本客户簿的钥匙了，请用密码打开。
error-keyring-failed = 系统密钥环没有回应。密码照样能用。
error-keyring-missing = 这台电脑没有系统密钥环。
error-keyring-stale = 系统密钥环里的钥匙打不开这本客户簿，请用密码打开。
error-keyring-unforgotten = 系统密钥环没有回应，钥匙可能还在里面。以后不会再用它。
error-labels-no-address = 选中的都没有地址，打不了标签。
error-locked = 客户簿锁着。
cli-assistant-not-let-in = 这本客户簿不让助手进来。主人可以在设置里允许，或者用：rounds-cli assistant BOOK --allow read
cli-assistant-reads-only = 助手可以看这本客户簿，但不能改。
cli-assistant-not-shown = 客户簿的主人不给助手看这个。
error-no-password = 客户簿没有密码。
error-not-confirmed = 名字不对，什么也没有删除。
error-other-book = 这是另一本客户簿的备份：{ $file }
error-paper-too-many = 一次最多 { $limit } 张卡片。
error-was-erased = 这位客户已彻底删除，不能从备份取回。
error-wrong-password = 密码不对。
error-wrong-recovery-code = 这不是这本客户簿的恢复码。

erase-neutral-name = 匿名客户 { $number }
erase-record-file = 附件
job-backup = 正在备份
job-erase = 正在彻底删除
job-paper = 正在排版
job-restore = 正在恢复
job-salvage = 正在救出读得出的内容
job-verify = 正在全面查看
reason-no-such-folder = 没有这个文件夹。
reason-not-a-recovery-code = 少了或错了一个字母。
reason-not-the-same = 两次不一样。
subject-drafts = 草稿
subject-imports = 来自这些文件
subject-records = 全部记录
subject-timeline = 时间线

## sample
sample-leave = 离开示例
sample-note = 这是示例客户簿

## segment
segment-name = 客群的名称
segment-problem = 客群「{ $name }」现在用不了
segment-problem-about = { $why }把删掉的放回来就好；不要它了也可以删掉。
segment-rename = 改名
segment-save = 存为客群
segment-save-other = 另存为客群
segment-trash = 删除客群
segment-update = 更新「{ $name }」

## settings
settings-book = 客户簿
settings-book-choose = 选择文件…
settings-book-copied = 已复制到 { $path }
settings-book-copy = 复制客户簿
settings-book-open = 打开另一本
settings-book-place = 位置
settings-country = 所在国家或地区
settings-country-about = 没写国家码的电话按这里来读。
settings-currency = 货币
settings-customer = 怎么称呼客户
settings-customer-about = 例如学员、业主、会员；整个窗口都这样称呼。
settings-customer-one = 一位
settings-customer-several = 多位
settings-day-from = 一天从几点开始拜访
settings-day-place = 从哪里出发
settings-day-place-about = 今天的路线从这里开始，也回到这里。
settings-fields = 自定义字段
settings-general = 通用
settings-minutes = { $count } 分钟
settings-opening = 营业时间
settings-owners = 归属人
settings-reminders = 提醒
settings-remind = 到时提醒我
settings-remind-about = 走访开着时，用系统通知提醒。不用通知时，提醒列在「今天」里。
settings-remind-names = 通知里写客户名字
settings-remind-names-about = 旁人看得到屏幕。不写时，通知只说时间。
settings-remind-before = 定了时间的事
settings-remind-before-about = 单独设过的除外。
settings-remind-none = 这个系统不能显示通知，提醒列在「今天」里。
settings-outside = 窗口之外

settings-assistants = 助手
assistant-about = 这台电脑上能回答问题的程序（比如 AI 助手）可以查这本客户簿。Rounds 自己不联网；助手读到以后怎么用，由它决定。
assistant-access = 让助手进来
assistant-off = 不让
assistant-off-about = 什么程序都读不到。
assistant-read = 可以读
assistant-read-about = 只能查，什么也不改。
assistant-write = 可以读和写
assistant-write-about = 还能记拜访、定跟进。每一步你都能撤销。
assistant-shows = 给它看客户的哪些内容
assistant-shows-followups = 跟进
assistant-shows-visits = 拜访和说了什么
assistant-shows-phones = 电话
assistant-shows-emails = 邮箱
assistant-shows-messengers = 微信和其他
assistant-shows-addresses = 地址
assistant-shows-contacts = 联系人
assistant-shows-birthday = 生日
assistant-shows-note = 备注
assistant-command = 告诉助手
assistant-command-about = 放进它的设置里，作为 MCP 服务器。
assistant-copy = 复制
assistant-copied = 已复制。
settings-tray = 托盘图标
settings-tray-about = 显示今天有几件事。
settings-tray-none = 这个桌面没有托盘。
settings-stay = 关闭窗口后留在托盘
settings-stay-about = 这样还能收到提醒。
settings-autostart = 开机时启动
settings-autostart-about = 不用先打开走访，也能收到提醒。
settings-shortcut = 随时记一笔
settings-shortcut-about = 在别的程序里也能用。
settings-shortcut-none = 不用快捷键
settings-shortcut-wayland = 这个桌面（Wayland）不让程序占用全局快捷键。可以在系统设置里加一个快捷键，启动 rounds --log。
settings-shortcut-taken = 这个快捷键已被别的程序占用。
settings-stages = 阶段
settings-tags = 标签
settings-title = 设置
settings-visit-kinds = 拜访方式
settings-visit-minutes = 一次拜访多久
settings-trash = 清空回收站
settings-trash-about = 客户、联系人、拜访、跟进和附件放够这么久就彻底清除；备份里还会留一段时间。
settings-trash-days = { $count } 天后
settings-trash-never = 从不
settings-week-monday = 周一
settings-week-start = 每周开始于
settings-week-sunday = 周日

## side
side-label = 看哪些{ $customers }
side-segments = 客群
side-stages = 阶段
side-tags = 标签

## start
start-book-text = 全部内容都在这一个加密文件里，只在这台电脑上。
start-book-title = 建立你的客户簿
start-country = 没写国家代码的电话属于
start-empty-text = 从第一位客户记起。
start-empty-title = 从空白开始
start-fill-title = 从哪里开始？
start-import-text = 把 Excel、CSV 名单或手机通讯录放进来。
start-import-title = 导入名单
start-language-title = 选择语言 · Choose a language
start-pack = 做哪一行（先备好字段、标签和阶段）
start-pack-none = 先不选
start-password = 先设一个密码（建议）
start-password-text = 笔记本丢了，没有密码谁都能看。设好后再导入。
start-place = 保存在
start-place-other = 换个地方…
start-place-usual = 还是放回默认位置
start-sample-text = 先看看样子：300 位编造的客户。
start-sample-title = 看示例数据
start-working = 正在准备…

## starter
starter-book-name = 我的客户
starter-kind-delivery = 送货
starter-kind-email = 邮件
starter-kind-in-shop = 到店
starter-kind-message = 微信
starter-kind-on-site = 上门
starter-kind-other = 其他
starter-kind-phone = 电话
starter-me = 我
starter-sample-name = 示例客户
starter-segment-birthday = 快过生日
starter-segment-due = 本周该拜访
starter-segment-new = 本月新增
starter-segment-no-phone = 没有电话
starter-segment-slipping = 快要流失
starter-segment-unseen = 90 天没见
starter-stage-active = 活跃
starter-stage-lost = 流失
starter-stage-new = 新
starter-stage-quiet = 沉睡
starter-stage-quote = 报价

## tag
tag-menu-new = 新标签「{ $name }」
tag-menu-placeholder = 标签名称
tag-menu-take-off = 去掉标签
tag-picker-have = 已有

## tag-picker
tag-picker-new = 新标签「{ $name }」
tag-picker-placeholder = 打字找标签

## timeline
timeline-add-outcome = 加一句结果
timeline-all = 全部
timeline-contact = 和谁：
timeline-edits = 改动
timeline-empty = 还没有来往。上面记一笔，就从这里开始。
timeline-file = 附件
timeline-filter = 只看
timeline-followup-done = 跟进 · 做完了
timeline-followup-dropped = 跟进 · 不做了
timeline-followup-no-show = 跟进 · 没来
timeline-followup-open = 跟进
timeline-followup-trash = 把这个跟进移到回收站
timeline-followups = 跟进
timeline-kind = 方式：{ $kind }
timeline-label = 时间线
timeline-more = 再看 { $count } 条更早的
timeline-no-contact = · 和谁？
timeline-no-text = 没有写下什么
timeline-none-of-kind = 还没有这一类。
timeline-outcome = 结果
timeline-owner = 归属：{ $to }
timeline-owner-from = 归属：{ $from } → { $to }
timeline-owners = 归属
timeline-reopen = 重新打开
timeline-stage = 阶段：{ $to }
timeline-stage-from = 阶段：{ $from } → { $to }
timeline-stages = 阶段
timeline-values = 填写的内容
timeline-visit-text = 拜访内容
timeline-visit-trash = 把这条拜访移到回收站
timeline-visits = 拜访
timeline-with = · { $contact }
timeline-with-nobody = 不写和谁

## trash
trash-about = 删掉的都在这里，随时可以放回去。
trash-about-days = 删除的都在这里，可以恢复。客户、联系人、拜访、跟进和附件 { $count } 天后彻底清除。
trash-empty-text = 删掉的{ $customers }、标签和记录会先到这里。
trash-empty-title = 回收站是空的
trash-more = 再看一些
trash-record-contact = 联系人
trash-record-contact-point = 联系方式
trash-record-customer = { $customer }
trash-record-field = 自定义字段
trash-record-field-option = 选项
trash-record-followup = 跟进
trash-record-other = 记录
trash-record-owner = 归属人
trash-record-segment = 客群
trash-record-stage = 阶段
trash-record-tag = 标签
trash-record-tag-group = 标签组
trash-record-visit = 拜访记录
trash-record-visit-kind = 拜访方式
trash-choose = 选择 { $title }
trash-choose-all = 全选
trash-chosen = 放回选中的 { $count } 项
trash-record-file = 附件
trash-restore = 放回去
trash-title = 回收站

## undo
redo-what = 重做：{ $what }
redone-what = 已重做：{ $what }
undo-not-latest = { $what }：之后又有了新的步骤。
undo-what = 撤销：{ $what }
undone-what = 已撤销：{ $what }
undone-rest = 已撤销其余部分：{ $what }。恢复 { $back } 处，之后改过的 { $kept } 处保留。
undone-rest-names = { $told }（{ $names }）
undone-without-erased = 其中已彻底删除的内容略过。

## word
word-customer = 客户
word-customers = 客户
word-several = { $one }

## whole
whole-about = 会连同标签、阶段和设置一起，一步放进还没有客户的客户簿。
whole-export = 全部导出…
whole-export-about = 全部内容导成 JSON，可以放进另一本客户簿。文件不加密，谁拿到都能看。
whole-none = 「{ $file }」不是整本的客户簿
whole-none-about = 整本的客户簿是走访导出的 .json 文件。
whole-take = 放进来
whole-title = 「{ $file }」是一整本客户簿

## files
files-add = 添加照片或文件
files-attached = 已添加 { $count } 个附件。
files-choose = 选择照片或文件
files-count = 附件 · { $count }
files-cut = 后面还有，另存后可看全文。
files-leave-out = 不要「{ $file }」
files-more = 还有 { $count } 个
files-name = 附件名
files-next = 下一个
files-no-portrait = 不再用作头像
files-no-preview = 这种文件不能在这里看，请另存后用别的程序打开。
files-open = 查看「{ $file }」
files-portrait = 用作头像
files-previous = 上一个
files-save = 另存一份
files-saved = 已存到 { $path }
files-saved-open = 已存到 { $path }，在那里不再加密。
files-title = 附件
files-tools = 附件操作
files-trash = 把这个附件移到回收站

## page
page-next = 下一页
page-of = 第 { $page } 页，共 { $pages } 页
page-previous = 上一页

## paper
paper-card = 卡片
paper-foot = { $page } / { $pages }
paper-kind = 内容
paper-labels = 地址标签
paper-left-out = 有 { $count } 位没有地址，没有打上。
paper-list = 名单
paper-print = 打印
paper-print-many = 这里只打印前 { $count } 页，全部打印请先存为 PDF。
paper-save = 存为 PDF
paper-saved = { $pages } 页已存到 { $path }，在那里不再加密。
paper-sheet = 标签纸
paper-sheet-a4-by14 = A4 · 14 枚 99.1 × 38.1 毫米
paper-sheet-a4-by21 = A4 · 21 枚 63.5 × 38.1 毫米
paper-sheet-a4-by24 = A4 · 24 枚 70 × 37 毫米
paper-sheet-letter-by30 = Letter · 30 枚 2⅝ × 1 英寸
paper-size = 纸张
paper-size-a4 = A4
paper-size-letter = Letter
paper-skip = 已用掉几枚
paper-title = 打印

## conflicts
conflicts-about = 同事或总部报备之前，先看看他们名单里哪些已经在你的客户簿里、从什么时候起、上次什么时候去过。
conflicts-between = 、
conflicts-choose = 选择对方的名单
conflicts-choose-title = 选择要检查的名单
conflicts-compare = 和对方的标记比对
conflicts-doubtful = 有 { $count } 位和你的好几位都像，请自己看看这些行：{ $rows }
conflicts-drop = 松开即检查这份名单
conflicts-exchange = 双方都不出示名单
conflicts-exchange-about = 双方约定一个密钥，各自用它写出一份标记文件发给对方；比对后，各人只看到自己的客户里哪些双方都有。
conflicts-found = 检查结果
conflicts-here = 客户簿里
conflicts-list = 有对方的名单
conflicts-list-about = 选择名单，或拖到这里：CSV、Excel 或通讯录。不会把名单里的人加进客户簿。
conflicts-listed = 名单里
conflicts-marks-name = 标记
conflicts-never = 没去过
conflicts-secret = 密钥
conflicts-secret-copied = 密钥已复制。
conflicts-secret-copy = 复制
conflicts-secret-new = 生成新的
conflicts-since = 归你自
conflicts-sum = 「{ $file }」共 { $listed } 位：{ $here } 位已经是你的，{ $free } 位不在客户簿里。
conflicts-title = 撞单检查
conflicts-warning = 谁同时有密钥和你的标记文件，就能拿任意电话号码来试，看你有没有。密钥只给信得过的人，不要和文件一起发。
conflicts-write = 写出我的标记
conflicts-written = { $count } 位的标记已写到 { $path }，里面没有姓名和号码。
