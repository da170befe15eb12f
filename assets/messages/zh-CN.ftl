## action
action-add-followup = 加一个跟进
action-back = 返回
action-cancel = 取消
action-clear = 清空
action-close = 关闭
action-edit-tags = 改标签
action-go-customers = 打开客户
action-go-import = 打开导入
action-go-settings = 打开设置
action-go-trash = 打开回收站
action-keys = 全部快捷键
action-log-visit = 记一次拜访
action-manage-fields = 管理自定义字段
action-manage-owners = 管理归属人
action-manage-stages = 管理阶段
action-manage-tags = 管理标签
action-new-customer = 新客户
action-palette = 查找与命令
action-redo = 重做
action-remove = 去掉
action-row-next = 下一位
action-row-open = 打开
action-row-previous = 上一位
action-row-select = 选中
action-save = 保存
action-search-here = 在这里筛选
action-select-all = 选中全部符合的
action-trash-here = 移到回收站
action-try-again = 再试一次
action-undo = 撤销

## app
app-name = Rounds · 走访

## bulk
bulk-choose-all = 选中全部 { $text } 位
bulk-chosen = 已选 { $count } 位
bulk-clear = 不选了
bulk-label = 对选中的客户
bulk-trash = 移到回收站

## change
change-other = 一处修改

## column
column-kind = 类型
column-last-visit = 最近拜访
column-name = 姓名
column-next-followup = 下次跟进
column-owner = 归属人
column-phone = 电话
column-stage = 阶段
column-tags = 标签

## customers
customers-all = 全部客户
customers-empty-import = 导入名单
customers-empty-text = 把手上的 Excel 名单拖进来，或者先记下一位。
customers-empty-title = 客户簿还是空的
customers-none-text = 换个条件试试，或者看全部客户。
customers-none-title = 没有符合的客户
customers-title = 客户

## day
day-ago = { $days } 天前
day-late = { $day } 逾期 { $days } 天
day-today = 今天
day-tomorrow = 明天
day-yesterday = 昨天

## error
error-internal = 出了点意外，这一步没有做成。{ $detail }
error-invalid = 这里的内容填得不对。

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
filter-clear = 清除条件
filter-followup-late = 跟进逾期
filter-followup-none = 没有跟进
filter-followup-today = 跟进到今天
filter-followup-week = 一周内跟进
filter-owner-is = 归属 { $name }
filter-remove = 去掉条件：{ $what }
filter-text = 筛选姓名、电话
filter-visit-month = 30 天内去过
filter-visit-never = 从没去过
filter-visit-over-30 = 超过 30 天没去
filter-visit-over-90 = 超过 90 天没去
filter-visit-week = 一周内去过

## history
history-empty = 还没有可以撤销的步骤。
history-title = 最近的步骤

## keys
keys-anywhere = 任何地方
keys-card = 客户卡片
keys-list = 列表

## kind
kind-company = 公司
kind-person = 个人

## list
list-columns = 列

## manage
manage-add = 添加
manage-color = { $name } 的颜色
manage-color-none = 无色
manage-count = { $count } 位客户
manage-fields-about = 表格里没有去处的列会变成字段；这里可以改名、排序。
manage-fields-new = 新字段的名称
manage-me = 自己
manage-merge = 合并到…
manage-merge-title = 把「{ $name }」合并到
manage-more = { $name } 的更多操作
manage-move-down = 下移
manage-move-up = 上移
manage-name = 名称
manage-none = 还没有。
manage-owners-about = 客户归谁跟进。换人以后，过去的归属仍然查得到。
manage-owners-new = 新归属人的姓名
manage-stages-about = 关系走到哪一步。新客户从第一个阶段开始。
manage-stages-new = 新阶段的名称
manage-tags-about = 给客户贴的标签，颜色随你。
manage-tags-new = 新标签的名称
manage-trash = 移到回收站

## new
new-kind-guess = 按名称判断
new-name = 姓名或公司
new-name-example = 王记五金
new-phone = 电话

## palette
palette-actions = 命令
palette-customers = 客户
palette-none = 没有找到「{ $text }」
palette-placeholder = 找客户、电话尾号、拼音，或输入命令

## pane
pane-detail = 客户卡片
pane-resize-detail = 调整卡片宽度
pane-resize-side = 调整侧栏宽度
pane-side = 侧栏

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
rail-customers = 客户
rail-import = 导入
rail-label = 主导航
rail-settings = 设置
rail-trash = 回收站

## settings
settings-book = 客户簿
settings-book-place = 位置
settings-country = 所在国家或地区
settings-country-about = 没写国家码的电话按这里来读。
settings-currency = 货币
settings-fields = 自定义字段
settings-general = 通用
settings-owners = 归属人
settings-stages = 阶段
settings-tags = 标签
settings-title = 设置
settings-week-monday = 周一
settings-week-start = 每周开始于
settings-week-sunday = 周日

## side
side-label = 看哪些客户
side-stages = 阶段
side-tags = 标签

## start
start-book-default = 默认位置
start-book-make = 建立客户簿
start-book-text = 全部内容都在这一个加密文件里，只在这台电脑上。
start-book-title = 建立你的客户簿
start-empty-text = 从第一位客户记起。
start-empty-title = 从空白开始
start-fill-title = 从哪里开始？
start-import-text = 把 Excel 或 CSV 名单放进来。
start-import-title = 导入名单
start-language-title = 选择语言 · Choose a language
start-sample-text = 先看看样子：300 位编造的客户。
start-sample-title = 看示例数据
start-working = 正在准备…

## tag
tag-menu-new = 新标签「{ $name }」
tag-menu-placeholder = 标签名称
tag-menu-take-off = 去掉标签

## trash
trash-about = 删掉的都在这里，随时可以放回去。
trash-empty-text = 删掉的客户、标签和记录会先到这里。
trash-empty-title = 回收站是空的
trash-record-contact = 联系人
trash-record-contact-point = 联系方式
trash-record-customer = 客户
trash-record-field = 自定义字段
trash-record-followup = 跟进
trash-record-other = 记录
trash-record-owner = 归属人
trash-record-stage = 阶段
trash-record-tag = 标签
trash-record-visit = 拜访记录
trash-restore = 放回去
trash-title = 回收站

## undo
redo-what = 重做：{ $what }
redone-what = 已重做：{ $what }
undo-what = 撤销：{ $what }
undone-what = 已撤销：{ $what }
