import { describe, expect, it } from 'vitest';
import { maskContacts, maskName, maskPhone, unmaskUntouched } from './mask';

describe('a contact', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳小明', '欧***'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('shows of the name %s only %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['13812341234', '138****1234'],
    ['138-1234-1234', '138-****-1234'],
    ['+86 10-8522 5050', '+86 1*-**** 5050'],
    ['85225050', '****5050'],
    ['010-0000', '***-0000'],
    ['110', '***'],
    ['85225050转8', '*****050*8'],
    ['zhang@example.cn', '****************'],
    ['１３８１２３４１２３４', '***********'],
  ])('shows of the number %s only %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('is masked wherever it stands in an account, and what is empty stays empty', () => {
    expect(maskContacts({ contactName: '张三', contactPhone: null, handle: '13812341234' })).toEqual({
      contactName: '张*',
      contactPhone: null,
      handle: '13812341234',
    });
  });

  it('that was left as it was shown stays what it was; what was typed is taken', () => {
    const held = { contactName: '张三', contactPhone: '13812341234' };
    expect(unmaskUntouched({ contactName: '张*', contactPhone: '138****1234' }, held)).toEqual(held);
    expect(unmaskUntouched({ contactName: '李四', contactPhone: null }, held)).toEqual({ contactName: '李四', contactPhone: null });
    expect(unmaskUntouched({ contactName: '张*' }, { contactName: null })).toEqual({ contactName: '张*' });
  });
});
