-- SPDX-License-Identifier: Apache-2.0
-- podfit for nvim-lint: require('lint').linters_by_ft = { yaml = { 'podfit' } }

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

local function resolve(path)
  return vim.fn.resolve(vim.fn.fnamemodify(path, ':p'))
end

-- Is it the buffer's file?  The configuration that holds for it may have findings of its own.
local function is_of(bufnr, cwd, file)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == '' then
    return file == '<stdin>'
  end
  if file:sub(1, 1) ~= '/' then
    file = cwd .. '/' .. file
  end
  return resolve(file) == resolve(name)
end

local function finding(record)
  return {
    lnum = record.line - 1,
    col = record.column - 1,
    end_lnum = record.end_line - 1,
    end_col = record.end_column - 1,
    severity = severities[record.severity],
    source = 'podfit',
    code = record.rule,
    message = record.message .. (record.help and ('\nhelp: ' .. record.help) or ''),
    user_data = { lsp = { code = record.rule, codeDescription = { href = record.url } } },
  }
end

-- What kept podfit from its work, such as a mistake in .podfit.yaml, has no place in the buffer.
local function problem(err)
  local place = ''
  if err.path then
    place = err.path .. (err.line and (':' .. err.line) or '') .. ': '
  end
  return {
    lnum = 0,
    col = 0,
    severity = severities.error,
    source = 'podfit',
    message = place .. err.message,
  }
end

local function parse(output, bufnr, cwd)
  local diagnostics = {}
  for line in output:gmatch('[^\n]+') do
    local ok, record = pcall(vim.json.decode, line)
    if not ok then
      break -- cut short: podfit was killed
    elseif record.rule then
      if is_of(bufnr or 0, cwd or vim.fn.getcwd(), record.file) then
        table.insert(diagnostics, finding(record))
      end
    elseif record.error then
      table.insert(diagnostics, problem(record.error))
    end
  end
  return diagnostics
end

return {
  cmd = 'podfit',
  stdin = true,
  args = {
    'check',
    '-f',
    'jsonl',
    '--columns=byte',
    '--stdin-filename',
    function()
      local name = vim.api.nvim_buf_get_name(0)
      return name ~= '' and name or '<stdin>'
    end,
    '-',
  },
  stream = 'stdout',
  ignore_exitcode = true,
  parser = parse,
}
