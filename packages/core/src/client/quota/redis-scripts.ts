/**
 * The memory store's rules (`places.ts`, `state.ts`), in Lua: Redis runs a script alone, by its own clock.
 *
 * Each bucket has two keys. `places` holds one member a call: its score is when it ended, or minus when it took its place as long as it is in
 * flight. `state` holds what the server said. Both expire.
 */
import {
  BAN_LONGEST_MS,
  banAfter,
  DRIFT,
  GRAIN_MS,
  LATE_MS,
  LONGEST_PERIOD_MS,
  POLL_MS,
  ROW_MS,
  USUAL_PERIOD_MS,
  YIELD_MS,
} from './rules.ts';

/** Longer than any ban; what headers said is worth no more. */
const STATE_MS = 24 * 3_600_000;

const bans = [banAfter(1)];
while (bans.at(-1) !== BAN_LONGEST_MS) bans.push(banAfter(bans.length + 1));

const HEAD = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

-- Never sooner than another process asked for.
local function keep(key, ms)
  redis.call('PEXPIRE', key, math.ceil(math.max(ms, redis.call('PTTL', key))))
end

local function read(state, names)
  local values = redis.call('HMGET', state, unpack(names))
  local known = {}
  for i, name in ipairs(names) do known[name] = tonumber(values[i]) end
  return known
end
`;

/**
 * Arguments: id, lease, share, low; then, for each bucket, limit, period, and what this process knows of the window in case Redis has
 * forgotten it: window, left, milliseconds to its end. Gives `{ wait }` (0: go; -1: nobody knows) with limit and period.
 */
export const TAKE = `${HEAD}
local id, lease, share, low = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
local names = { 'limit', 'period', 'hold', 'window', 'until', 'left', 'blockedUntil', 'wantedUntil' }
local longest, rate = 0, {}

local function first(places)
  return tonumber(redis.call('ZRANGEBYSCORE', places, 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2])
end

local function remember(state, s, limit, period, window, left, ms)
  if not window or window < (s.window or 0) then return end
  if window == s.window then
    s.left = math.min(s.left, left)
    redis.call('HSET', state, 'left', s.left)
  else
    s.limit, s.period, s.window, s.left, s['until'] = limit, period, window, left, now + ms
    redis.call('HSET', state, 'limit', limit, 'period', period, 'window', window, 'left', left, 'until', now + ms)
    keep(state, ${STATE_MS})
  end
end

for i = 1, #KEYS, 2 do
  local places, state, at = KEYS[i], KEYS[i + 1], 5 + (i - 1) / 2 * 5
  local s = read(state, names)
  local told = {}
  for n = 1, 5 do told[n] = tonumber(ARGV[at + n - 1]) end
  remember(state, s, unpack(told, 1, 5))
  local limit, period = s.limit or told[1], s.period or told[2]
  local hold = s.hold or period
  local allowed = math.max(1, math.floor(limit * share))
  redis.call('ZREMRANGEBYSCORE', places, lease - now, '(0')
  redis.call('ZREMRANGEBYSCORE', places, 0, now - hold)
  local wait = 0
  if (s.blockedUntil or 0) > now then
    wait = s.blockedUntil - now
  elseif low and (s.wantedUntil or 0) > now then
    wait = s.wantedUntil - now
  else
    local isToldOf = (s['until'] or 0) > now
    local free = (isToldOf and math.min(s.left, limit) or limit) - redis.call('ZCARD', places)
    if free <= limit - allowed then
      local back = first(places)
      local next = math.min(back and back + hold or math.huge, isToldOf and s['until'] or math.huge)
      if not low and free <= 0 then
        local back = next == math.huge and now + ${POLL_MS} or next
        redis.call('HSET', state, 'wantedUntil', back + ${YIELD_MS})
        keep(state, ${STATE_MS})
      end
      wait = next - now
    end
  end
  if wait > longest then longest, rate = wait, { allowed, tostring(period) } end
end

if longest > 0 then return { longest == math.huge and '-1' or tostring(longest), rate[1], rate[2] } end
for i = 1, #KEYS, 2 do
  redis.call('ZADD', KEYS[i], -now, id)
  keep(KEYS[i], lease)
end
return { '0' }
`;

/**
 * Arguments: id, outcome, limit, remaining, windowEnd, serverTime, pauseMs, number of the bucket that refuses (each empty when unknown), 1 if the
 * headers tell of the first bucket; then the limit and the period of each. Gives what to remember of the first: limit, period, window, left,
 * milliseconds to its end.
 */
export const RELEASE = `${HEAD}
local id, outcome = ARGV[1], ARGV[2]
local limit, remaining, windowEnd = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]) or 0
local serverTime, pauseMs, refusing = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local isToldOf = ARGV[9] == '1'
local names = { 'limit', 'period', 'step', 'hold', 'heard', 'window', 'until', 'left', 'skew', 'skewAt', 'doubtUntil', 'blockedUntil', 'refusals', 'refusedAt' }
local bans = { ${bans.join(', ')} }

local function learnPeriod(s, windowEnd, shown, isClear)
  local heard = s.heard or 0
  local ahead = windowEnd - heard
  local step = heard > 0 and ahead > 0 and ahead <= ${LONGEST_PERIOD_MS} and ahead or math.huge
  if windowEnd > 0 and (ahead > 0 or -ahead > ${LONGEST_PERIOD_MS}) then s.heard = windowEnd end
  local known = s.step or 0
  if known == 0 then known = math.huge end
  if shown > known then known = math.huge end
  known = math.min(known, step)
  s.step = known
  s.period = math.min(known, math.max(s.period, shown))
  s.hold = math.max(s.hold or 0, s.period)
  if isClear or known < math.huge then
    s.hold = math.min(known, math.max(${USUAL_PERIOD_MS}, 2 * s.period))
  end
end

local function learn(s, places, takenAt)
  local windowEnd = remaining and windowEnd or 0
  local ahead = serverTime and windowEnd - serverTime or math.huge
  local isClear = ahead <= ${LONGEST_PERIOD_MS} and ahead > takenAt - now - ${GRAIN_MS}
  local isLater = windowEnd > (s.window or 0)
  if limit then s.limit = (windowEnd == 0 or isLater) and limit or math.min(s.limit, limit) end
  if isClear and not isLater and takenAt > (s['until'] or 0) then s.doubtUntil = now + ${BAN_LONGEST_MS} end
  local pause = pauseMs and pauseMs <= ${USUAL_PERIOD_MS} and pauseMs or 0
  learnPeriod(s, windowEnd, isClear and ahead - 2 * ${GRAIN_MS} or pause, isClear)
  local former = s.window or 0
  if isLater and (isClear or not serverTime) then s.window = windowEnd end
  if not remaining then return false end
  if not isClear or (s.doubtUntil or 0) > now then
    s.left = remaining + redis.call('ZCOUNT', places, 0, '+inf') + 1
    s['until'] = now + s.hold
    return false
  end
  s.skew = math.min((s.skew or math.huge) + (now - (s.skewAt or now)) * ${DRIFT}, now - serverTime)
  s.skewAt = now
  if windowEnd < former then return true end
  s.left = isLater and remaining or math.min(s.left, remaining)
  s['until'] = windowEnd + s.skew
  redis.call('ZREMRANGEBYSCORE', places, 0, takenAt)
  return true
end

local function refuse(s, takenAt)
  if takenAt >= (s.refusedAt or 0) then
    s.refusals = now > (s.blockedUntil or 0) + ${ROW_MS} and 1 or (s.refusals or 0) + 1
    s.refusedAt = now
  end
  local ban = bans[math.min(s.refusals or 0, #bans)] or 0
  local pause = math.min(${BAN_LONGEST_MS}, math.max(pauseMs or s.period, ban))
  s.blockedUntil = math.max(s.blockedUntil or 0, now + pause)
end

local known
for i = 1, #KEYS, 2 do
  local places, state, number = KEYS[i], KEYS[i + 1], (i + 1) / 2
  local takenAt = math.abs(tonumber(redis.call('ZSCORE', places, id)) or now)
  redis.call('ZREM', places, id)
  if outcome ~= 'unsent' then
    local s = read(state, names)
    s.limit = s.limit or tonumber(ARGV[8 + 2 * number])
    s.period = s.period or tonumber(ARGV[9 + 2 * number])
    local learns = isToldOf and i == 1
    if not (learns and learn(s, places, takenAt)) then
      redis.call('ZADD', places, outcome == 'abandoned' and now + ${LATE_MS} or now, id)
      keep(places, (s.hold or s.period) + ${LATE_MS})
    end
    if number == refusing then
      refuse(s, takenAt)
    elseif outcome == 'answered' then
      s.refusals = 0
    end
    local fields = {}
    if not learns then s.limit, s.period = nil, nil end
    if s.step == math.huge then s.step = 0 end
    for name, value in pairs(s) do
      table.insert(fields, name)
      table.insert(fields, value)
    end
    if #fields > 0 then
      redis.call('HSET', state, unpack(fields))
      keep(state, ${STATE_MS})
    end
    if learns then
      known = { s.limit, s.period, s.window or 0, s.left or 0, (s['until'] or 0) - now }
    end
  end
end
if not known then return {} end
for i, value in ipairs(known) do known[i] = tostring(value) end
return known
`;
