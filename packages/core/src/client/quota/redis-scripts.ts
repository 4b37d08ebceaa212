/**
 * The memory store's rules, in Lua: Redis runs a script alone, by its own clock.
 *
 * `places` holds one member a place: its score is the time it is free again, negative as long as its call is in flight. `state` holds what
 * the server said. Both keys expire.
 */
import { BAN_LONGEST_MS, banAfter } from './store.ts';

/** Longer than any ban; a limit learnt from the headers is worth no more. */
const STATE_MS = 24 * 3_600_000;

const bans = [banAfter(1)];
while (bans.at(-1) !== BAN_LONGEST_MS) bans.push(banAfter(bans.length + 1));

const HEAD = `
local places, state = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

-- Never sooner than another process asked for.
local function keep(key, ms)
  redis.call('PEXPIRE', key, math.ceil(math.max(ms, redis.call('PTTL', key))))
end
`;

/** Arguments: id of the place, limit, period, lease. Gives 0, or the milliseconds to wait. */
export const TAKE = `${HEAD}
local limit, period, lease = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local known = redis.call('HMGET', state, 'limit', 'cap', 'capUntil', 'blockedUntil')
local cap, capUntil, blockedUntil = tonumber(known[2]), tonumber(known[3]) or 0, tonumber(known[4]) or 0

redis.call('ZREMRANGEBYSCORE', places, -now, now)
if blockedUntil > now then return math.ceil(blockedUntil - now) end
if capUntil > now and cap <= 0 then return math.ceil(capUntil - now) end
if redis.call('ZCARD', places) >= (tonumber(known[1]) or limit) then
  local back = redis.call('ZRANGEBYSCORE', places, 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
  local lost = redis.call('ZREVRANGEBYSCORE', places, 0, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
  -- A place given back at this very moment would be free in a period.
  return math.ceil(math.min(now + period, back or math.huge, -(lost or -math.huge)) - now)
end

redis.call('ZADD', places, -(now + lease), ARGV[1])
keep(places, lease)
if capUntil > now then redis.call('HSET', state, 'cap', cap - 1) end
return 0
`;

/** Arguments: id of the place, period, then limit, remaining, resetMs and refusedMs, each empty when unknown. */
export const RELEASE = `${HEAD}
local period = tonumber(ARGV[2])
local limit, remaining = tonumber(ARGV[3]), tonumber(ARGV[4])
local reset, refused = tonumber(ARGV[5]), tonumber(ARGV[6])

redis.call('ZADD', places, now + period, ARGV[1])
keep(places, period)
if limit then redis.call('HSET', state, 'limit', limit) end
if remaining and reset then
  -- Calls in flight may or may not be counted in what remains already: taken as not.
  local inFlight = redis.call('ZCOUNT', places, '-inf', -now)
  redis.call('HSET', state, 'cap', remaining - inFlight, 'capUntil', now + reset)
end
local pause = 0
if refused then
  local bans = { ${bans.join(', ')} }
  local refusals = redis.call('HINCRBY', state, 'refusals', 1)
  pause = math.max(refused, bans[math.min(refusals, #bans)])
  local blockedUntil = tonumber(redis.call('HGET', state, 'blockedUntil')) or 0
  redis.call('HSET', state, 'blockedUntil', math.max(blockedUntil, now + pause))
elseif limit then
  redis.call('HSET', state, 'refusals', 0)
end
keep(state, pause + ${STATE_MS})
`;
