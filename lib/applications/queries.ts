import 'server-only';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';

export interface ApplicationOption {
  id: string;
  name: string;
  isDefault: boolean;
}

/** The account's applications by name, for choosing one. */
export async function listApplications(ctx: Context): Promise<ApplicationOption[]> {
  return reader(ctx).application.findMany({
    where: { accountId: ctx.accountId },
    select: { id: true, name: true, isDefault: true },
    orderBy: { name: 'asc' },
  });
}

/** Refuses an application that is not the account's own. */
export async function requireApplication(ctx: Context, applicationId: string): Promise<ApplicationOption> {
  const application = await reader(ctx).application.findFirst({
    where: { id: applicationId, accountId: ctx.accountId },
    select: { id: true, name: true, isDefault: true },
  });
  if (!application) {
    throw new AppError('invalid_input', 'Application is unknown; choose one of your applications.', {
      field: 'applicationId',
    });
  }
  return application;
}
