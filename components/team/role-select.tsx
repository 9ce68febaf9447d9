'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { ROLE_WORDS } from '@/lib/auth/format';
import { GRANTED_ROLES, type GrantedRole, grantedRoleOf } from '@/lib/team/format';

interface RoleSelectProps {
  defaultValue: GrantedRole;
  error: string | undefined;
}

/** A role that can be given, with what it may do. */
export function RoleSelect({ defaultValue, error }: RoleSelectProps) {
  const [role, setRole] = useState(defaultValue);
  return (
    <Field label="Role" hint={ROLE_WORDS[role].meaning} error={error}>
      {(control) => (
        <Select
          {...control}
          name="role"
          value={role}
          onChange={(event) => setRole(grantedRoleOf(event.target.value) ?? role)}
        >
          {GRANTED_ROLES.map((one) => (
            <option key={one} value={one}>
              {ROLE_WORDS[one].name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
