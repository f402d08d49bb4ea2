import { describe, expect, test } from 'vitest';
import { outboundUrlProblem } from './outbound-url';

const problem = (url: string) => outboundUrlProblem(url, false);

describe('a URL that may be called', () => {
  test.each([
    'https://hooks.northwind.example',
    'https://hooks.northwind.example/dar?key=1',
    'https://hooks.northwind.example:8443/dar',
    'HTTPS://Hooks.Northwind.Example/dar',
    'https://xn--caf-dma.example/dar',
    'https://1.1.1.1/dar',
    'https://[2606:4700:4700::1111]/dar',
  ])('%s', (url) => {
    expect(problem(url)).toBeNull();
  });
});

describe('a URL that may not', () => {
  test.each([
    ['must be an https URL', 'http://hooks.northwind.example'],
    ['must be an https URL', 'ftp://hooks.northwind.example'],
    ['must be an https URL', 'file:///etc/passwd'],
    ['must be an https URL', 'https:hooks.northwind.example'],
    ['must be an https URL', ' https://hooks.northwind.example'],
    ['must be an https URL', 'https://hooks.northwind.example/a b'],
    ['must be an https URL', 'https://hooks.northwind.example\\@10.0.0.1/'],
    ['must be an https URL', 'https://hooks.northwind\n.example/'],
    ['must be an https URL', 'https://256.256.256.256/'],
    ['must be an https URL', ''],
    ['must not hold a user name or password', 'https://me@hooks.northwind.example'],
    ['must not hold a user name or password', 'https://10.0.0.1:x@hooks.northwind.example'],
    ['must not have a fragment', 'https://hooks.northwind.example/#'],
    ['must name a full public host', 'https://localhost/'],
    ['must name a full public host', 'https://LOCALHOST:8443/'],
    ['must name a full public host', 'https://a.localhost/'],
    ['must name a full public host', 'https://localhost./'],
    ['must name a full public host', 'https://intranet/'],
    ['must name a full public host', 'https://hooks.northwind.example./'],
    ['must name a full public host', 'https://hooks..example/'],
  ])('%s: %s', (expected, url) => {
    expect(problem(url)).toBe(expected);
  });

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://0177.0.0.01/',
    'https://2130706433/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://①②⑦.0.0.1/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0/',
    'https://10.1/',
    'https://2852039166/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00::1]/',
  ])('because of its address, however it is written: %s', (url) => {
    expect(problem(url)).toBe('must not lead to a private or special address');
  });
});

describe('where loopback is allowed', () => {
  test.each([
    'http://127.0.0.1:4000/hook',
    'http://localhost:4000/hook',
    'https://localhost/hook',
    'http://[::1]:4000/hook',
    'http://127.1:4000/hook',
  ])('%s may be called', (url) => {
    expect(outboundUrlProblem(url, true)).toBeNull();
  });

  test.each([
    'http://hooks.northwind.example/',
    'http://10.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/',
    'https://[::ffff:127.0.0.1]/',
    'https://a.localhost/',
  ])('%s still may not', (url) => {
    expect(outboundUrlProblem(url, true)).not.toBeNull();
  });
});
