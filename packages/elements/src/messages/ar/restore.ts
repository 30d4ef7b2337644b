import type { RestoreMessages } from '../en/restore.js';
import type { Speech } from '../speech.js';

export const restoreAr = ({ number }: Speech): RestoreMessages => ({
  title: (version) => `استعادة الإصدار ${number(version)}؟`,
  explanation: (version, next) =>
    `يحفظ هذا إصدارًا جديدًا ${number(next)} بقيم الإصدار ${number(version)}. لا يُحذف أي إصدار.`,
  checking: 'جارٍ التحقق من القيم',
  errors: 'لم يعد بالإمكان حفظ هذه القيم:',
  warnings: 'يُرجى الاطلاع على هذا أولًا:',
  checkFailed: 'تعذر التحقق من القيم. سيُتحقق منها مجددًا عند الحفظ.',
  note: 'ملاحظة التغيير',
  noteOptional: 'ملاحظة التغيير (اختيارية)',
  noteNeeded: 'أدخل ملاحظة للتغيير.',
  noteFor: (version) => `مستعاد من الإصدار ${number(version)}`,
  typeVersion: (version) => `اكتب ${number(version)} للتأكيد`,
  typedWrong: (version) => `الرقم غير مطابق. اكتب ${number(version)} للتأكيد.`,
  restore: (version) => `استعادة الإصدار ${number(version)}`,
  restoreAnyway: 'الاستعادة على أي حال',
  restoring: 'جارٍ الاستعادة…',
  conflict: (version) =>
    `حُفظ الإصدار ${number(version)} في هذه الأثناء. التغييرات أدناه صارت مقارنةً به. هل تريد الاستعادة مع ذلك؟`,
  failed: 'تعذرت استعادة الإصدار.',
  restored: (version, as) =>
    as === undefined
      ? `تمت استعادة الإصدار ${number(version)}`
      : `تمت استعادة الإصدار ${number(version)} بوصفه الإصدار ${number(as)}`,
  undo: 'تراجع',
  undoing: 'جارٍ التراجع…',
  undoNote: (version) => `تراجع عن استعادة الإصدار ${number(version)}`,
  undone: (version, as) =>
    as === undefined
      ? `تم التراجع: عاد الإصدار ${number(version)}`
      : `تم التراجع: عاد الإصدار ${number(version)} بوصفه الإصدار ${number(as)}`,
  undoFailed: 'تعذر التراجع عن الاستعادة.',
});
